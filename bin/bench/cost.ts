import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Digest } from "../../plan/readers/digest";
import { projectRoot } from "../root";
import { ratioAtMost, takeTurns, type Bench, type Finding } from "./bench";
import { processTime } from "./child";

/** What Pulumi's command line says of our own staging program: of a stack that is not there yet, and of one that is. */
const samples = [
    { title: "to be made", file: "test/cost/previews/staging-created.json.gz" },
    { title: "deployed", file: "test/cost/previews/staging-same.json.gz" },
];

/** How many resources, and how much longer than Node's own start and JSON.parse an estimate of them may take. */
const sizes = [
    { resources: 1000, limit: 4, runs: 11 },
    { resources: 10_000, limit: 2, runs: 11 },
];

type Size = (typeof sizes)[number];

type Step = NonNullable<Digest["steps"]>[number];

/** As many steps as are asked for: copies of our own program's, each copy with names and ids of its own. */
function largeDigest(digest: Digest, count: number): string {
    const steps = digest.steps ?? [];
    const ids = steps.flatMap(({ urn, oldState, newState }) => [urn, oldState?.id ?? "", newState?.id ?? ""]);
    const own = new Set(ids.filter((id) => id !== ""));
    const copies = Array.from({ length: Math.ceil(count / steps.length) }, (_, copy) =>
        steps.map((step) => renamed(step, own, copy)),
    );
    const all = copies.flat().slice(0, count);
    const [op = ""] = all.map((step) => step.op);
    // As Pulumi indents it.
    return JSON.stringify({ ...digest, steps: all, changeSummary: { [op]: all.length } }, null, 4);
}

function renamed(step: Step, own: ReadonlySet<string>, copy: number): Step {
    const rename = (text: string): string => (own.has(text) ? `${text}-${copy}` : text);
    return JSON.parse(JSON.stringify(step), (key, value: unknown) => {
        if (typeof value !== "string") {
            return value;
        }
        const [, urn, id] = key === "provider" ? (/^(.*)::(.*)$/.exec(value) ?? []) : [];
        return urn === undefined || id === undefined ? rename(value) : `${rename(urn)}::${rename(id)}`;
    }) as Step;
}

async function measure(signal: AbortSignal): Promise<Finding[]> {
    const folder = mkdtempSync(join(tmpdir(), "antipode-bench-"));
    try {
        const findings: Finding[] = [];
        for (const { title, file } of samples) {
            const packed = readFileSync(join(projectRoot(), file));
            const digest = JSON.parse(gunzipSync(packed).toString()) as Digest;
            for (const size of sizes) {
                const text = largeDigest(digest, size.resources);
                const large = join(folder, "preview.json");
                writeFileSync(large, text);
                const name = `${size.resources.toLocaleString("en")} resources ${title} (${(text.length / 1e6).toFixed(1)} MB)`;
                findings.push(await sized({ name, file: large }, size, signal));
            }
        }
        return findings;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

async function sized(
    { name, file }: { readonly name: string; readonly file: string },
    { runs, limit }: Size,
    signal: AbortSignal,
): Promise<Finding> {
    const [values = [], floor = []] = await takeTurns(contestants(file, signal), { runs }, signal);
    const beside = { name: "Node's start and JSON.parse of the same file", values: floor };
    return { name, unit: "ms", values, floor: beside, bar: ratioAtMost(limit) };
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
