import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** What a drill did, in order; `at` (wall clock, ISO 8601) is added by the journal. */
export type JournalEntry =
    | { readonly type: "run"; readonly id: string; readonly command: string; readonly seed: number }
    | { readonly type: "preflight"; readonly name: string; readonly passed: boolean; readonly detail: string }
    | { readonly type: "prediction"; readonly sha256: string; readonly prediction: unknown }
    | { readonly type: "phase"; readonly phase: string; readonly limitSeconds: number }
    | { readonly type: "fact"; readonly name: string; readonly value: string | number | boolean | null }
    | { readonly type: "end"; readonly result: string; readonly reasons: readonly string[] };

/**
 * The record of a run: append-only, one JSON a line, each on the disk before the drill goes on. What was predicted
 * cannot be rewritten afterwards without breaking the hash that later lines and the report quote.
 */
export class Journal {
    private readonly descriptor: number;

    constructor(readonly file: string) {
        mkdirSync(dirname(file), { recursive: true });
        this.descriptor = openSync(file, "a");
    }

    write(entry: JournalEntry): void {
        writeSync(this.descriptor, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
        fsyncSync(this.descriptor);
    }

    /** Writes a prediction with its hash; returns the hash. */
    predict(prediction: unknown): string {
        const sha256 = hashOf(prediction);
        this.write({ type: "prediction", sha256, prediction });
        return sha256;
    }

    close(): void {
        closeSync(this.descriptor);
    }
}

/** SHA-256, in hexadecimal, of {@link canonicalJson}. */
export function hashOf(value: unknown): string {
    return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** JSON with sorted keys and no spaces, so that equal values have equal hashes (the idea of RFC 8785). */
export function canonicalJson(value: unknown): string {
    return JSON.stringify(value, (_key, part: unknown) =>
        typeof part === "object" && part !== null && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
            : part,
    );
}
