import { readdirSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { measure, type Bench, type Measured, type Times } from "./bench/bench";

/*
 * `npm run bench [-- WORD]`: every file of bin/bench/ that exports `benches`, or only those benches with WORD in their
 * name; warm times beside their floors. Ends with 1 when a ratio is above its bar.
 */
async function main(word = ""): Promise<void> {
    const benches = (await allBenches()).filter(({ name }) => name.includes(word));
    if (benches.length === 0) {
        const names = (await allBenches()).map(({ name }) => name).join(", ");
        process.stderr.write(`bench: no bench has "${word}" in its name: expected a part of one of ${names}\n`);
        process.exitCode = 2;
        return;
    }
    const table = new Table({
        head: ["milliseconds", "min", "median", "max", "ratio"],
        colAligns: ["left", "right", "right", "right", "right"],
        style: { head: [], border: [] },
    });
    for (const bench of benches) {
        process.stderr.write(`bench: ${bench.name} ...\n`);
        const measured = await measure(bench);
        addRows(table, bench, measured);
        process.exitCode = measured.kept ? process.exitCode : 1;
    }
    process.stdout.write(`${table.toString()}\n`);
}

function addRows(table: Table.Table, { name, bar, subject, floor }: Bench, measured: Measured): void {
    const verdict = bar === undefined ? "" : ` (bar ${String(bar)}: ${measured.kept ? "kept" : "broken"})`;
    table.push(
        [{ colSpan: 5, content: name }],
        [`  ${subject.name}`, ...shown(measured.subject), `${measured.ratio.toFixed(2)}${verdict}`],
        [`  ${floor.name}`, ...shown(measured.floor), "1"],
    );
}

function shown({ min, median, max }: Times): string[] {
    return [min, median, max].map((time) => time.toFixed(0));
}

async function allBenches(): Promise<Bench[]> {
    const folder = join(__dirname, "bench");
    const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith("-run.ts"));
    const modules = await Promise.all(
        files.map(async (file) => (await import(join(folder, file))) as { readonly benches?: readonly Bench[] }),
    );
    return modules.flatMap(({ benches = [] }) => benches);
}

void main(...process.argv.slice(2));
