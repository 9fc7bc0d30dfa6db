import { readdirSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";
import { measured, shown, summaryOf, type Bench, type Finding } from "./bench/bench";

const head = ["", "unit", "min", "median", "mean", "max", "ratio", "bar", "verdict"];

/*
 * `npm run bench [-- WORD]`: every file of bin/bench/ that exports `benches`, or only those benches with WORD in their
 * name; each beside its floor and its bar. Ends with 0 when every bar is kept, 1 when one is broken or a bench failed.
 */
async function main(word = ""): Promise<void> {
    const benches = await allBenches();
    const chosen = benches.filter(({ name }) => name.includes(word));
    if (chosen.length === 0) {
        const names = benches.map(({ name }) => name).join(", ");
        process.stderr.write(`bench: no bench has "${word}" in its name: expected a part of one of ${names}\n`);
        process.exitCode = 2;
        return;
    }
    const ending = interruption();
    for (const bench of chosen) {
        if (!ending.aborted) {
            await show(bench, ending);
        }
    }
}

/** A failed bench does not take the others' numbers with it. */
async function show({ name, measure }: Bench, ending: AbortSignal): Promise<void> {
    const load = loadavg()[0] ?? NaN;
    process.stderr.write(`bench: ${name} (load ${load.toFixed(1)} on ${cpus().length} processors) ...\n`);
    try {
        const findings = await measure(ending);
        process.stdout.write(`${name}\n${tableOf(findings)}\n`);
        if (findings.some((finding) => !isKept(finding))) {
            process.exitCode = 1;
        }
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        process.stderr.write(ending.aborted ? `bench: ${name} was interrupted\n` : `bench: ${name}: ${message}\n`);
        process.exitCode = ending.aborted ? 130 : 1;
    }
}

function isKept(finding: Finding): boolean {
    return finding.bar?.keeps(measured(finding)) ?? true;
}

function tableOf(findings: readonly Finding[]): string {
    const table = new Table({
        head,
        colAligns: ["left", "left", "right", "right", "right", "right", "right", "left", "left"],
        style: { head: [], border: [] },
        // No line between rows.
        chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
    });
    for (const finding of findings) {
        const { name, unit, values, floor, bar } = finding;
        const { ratio } = measured(finding);
        const verdict = bar === undefined ? "" : isKept(finding) ? "kept" : "BROKEN";
        table.push([name, unit, ...four(values), Number.isNaN(ratio) ? "" : shown(ratio), bar?.text ?? "", verdict]);
        if (floor !== undefined) {
            table.push([`  beside: ${floor.name}`, unit, ...four(floor.values), "1", "", ""]);
        }
    }
    return table.toString();
}

function four(values: readonly number[]): string[] {
    const { min, median, mean, max } = summaryOf(values);
    return [min, median, mean, max].map(shown);
}

async function allBenches(): Promise<Bench[]> {
    const folder = join(__dirname, "bench");
    const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith("-run.ts"));
    const modules = await Promise.all(
        files.map(async (file) => (await import(join(folder, file))) as { readonly benches?: readonly Bench[] }),
    );
    return modules.flatMap(({ benches = [] }) => benches);
}

/** The first Ctrl-C lets a bench stop what it started; what it started dies with this process at the second. */
function interruption(): AbortSignal {
    const control = new AbortController();
    for (const name of ["SIGINT", "SIGTERM"] as const) {
        process.on(name, () => {
            if (control.signal.aborted) {
                process.exit(130);
            }
            process.stderr.write("\nbench: stopping what was started; once more ends at once\n");
            control.abort(new Error("interrupted"));
        });
    }
    return control.signal;
}

void main(...process.argv.slice(2));
