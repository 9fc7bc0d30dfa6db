import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Digest } from "../../plan/readers/digest";
import { projectRoot } from "../root";
import { ratioAtMost, takeTurns, type Bench, type Finding } from "./bench";
import { processTime } from "./child";

/** What Pulumi's command line says of our own staging program, deployed and unchanged. */
const sample = "test/cost/previews/staging-same.json.gz";

/** How many resources, and how much longer than Node's own start and JSON.parse an estimate of them may take. */
const sizes = [
    { resources: 1000, limit: 4, runs: 11 },
    { resources: 10_000, limit: 2, runs: 7 },
];

type Step = NonNullable<Digest["steps"]>[number];

/** As many steps as are asked for: copies of our own program's, each copy with urns and ids of its own. */
function largeDigest(digest: Digest, count: number): string {
    const steps = digest.steps ?? [];
    const ids = new Set(steps.flatMap(({ newState }) => newState?.id ?? []).filter((id) => id !== ""));
    const copies = Array.from({ length: Math.ceil(count / steps.length) }, (_, copy) =>
        steps.map((step) => renamed(step, ids, copy)),
    );
    const all = copies.flat().slice(0, count);
    // As Pulumi indents it.
    return JSON.stringify({ ...digest, steps: all, changeSummary: { same: all.length } }, null, 4);
}

function renamed(step: Step, ids: ReadonlySet<string>, copy: number): Step {
    return JSON.parse(JSON.stringify(step), (_key, value: unknown) => {
        if (typeof value !== "string") {
            return value;
        }
        return ids.has(value) ? `${value}-${copy}` : value.replaceAll("urn:pulumi:test::", `urn:pulumi:test${copy}::`);
    }) as Step;
}

async function measure(signal: AbortSignal): Promise<Finding[]> {
    const folder = mkdtempSync(join(tmpdir(), "antipode-bench-"));
    try {
        const digest = JSON.parse(gunzipSync(readFileSync(join(projectRoot(), sample))).toString()) as Digest;
        const findings: Finding[] = [];
        for (const { resources, limit, runs } of sizes) {
            const file = join(folder, `${resources}.json`);
            const text = largeDigest(digest, resources);
            writeFileSync(file, text);
            const [values = [], floor = []] = await takeTurns(contestants(file, signal), { runs }, signal);
            findings.push({
                name: `cost of ${resources.toLocaleString("en")} resources (${(text.length / 1e6).toFixed(1)} MB)`,
                unit: "ms",
                values,
                floor: { name: "Node's start and JSON.parse of the same file", values: floor },
                bar: ratioAtMost(limit),
            });
        }
        return findings;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

function contestants(file: string, signal: AbortSignal) {
    const ours = [process.execPath, join(projectRoot(), "bin/antipode"), "cost", file];
    const bare = [
        process.execPath,
        "-e",
        `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(file)}, "utf8"))`,
    ];
    return [ours, bare].map((command) => ({
        name: command.join(" "),
        run: () => processTime(command, signal),
    }));
}

export const benches: readonly Bench[] = [{ name: "cost", measure }];
