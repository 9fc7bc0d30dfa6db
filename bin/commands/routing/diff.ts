import picocolors from "picocolors";
import { groupBy } from "../../../plan/group";
import { coloursWanted } from "../../../plan/terminal";
import { compareZones, type ZoneComparison, type ZoneDifference } from "../../../routing/live/compare";
import { plannedZone } from "../../../routing/live/planned-zone";
import { counted } from "./counted";
import { liveZone } from "./import";
import { readZone } from "./inputs";
import type { ZoneOptions } from "./zone-options";

/** What the command line gives. */
export interface DiffOptions extends ZoneOptions {
    readonly zoneId?: string;
    /** A zone file. */
    readonly live?: string;
    readonly endpoint?: string;
    readonly format: "table" | "json";
}

/** `antipode routing diff`: prints the comparison; exit code 1 when the zones differ. */
export async function diffZones({ zoneId, live, endpoint, format, ...options }: DiffOptions): Promise<void> {
    const { zone, plan, source } = await readZone(options);
    const planned = plan ? plannedZone(plan) : zone;
    const address = endpoint === undefined ? {} : { endpoint };
    const found =
        live === undefined
            ? await liveZone(zoneId ?? zone.HostedZone.Name ?? "", address)
            : (await readZone({ zone: live, set: [] })).zone;
    const comparison = compareZones(planned, found);
    process.stdout.write(
        format === "json"
            ? `${JSON.stringify(comparison, null, 2)}\n`
            : `${comparisonTable(comparison, { source, planned: plan ? "plan" : "file" })}\n`,
    );
    if (comparison.differences.length > 0) {
        process.exitCode = 1;
    }
}

/** What the live zone is compared with. */
export interface Wanted {
    readonly source: string;
    /** Heads its column. */
    readonly planned: "plan" | "file";
}

/** A comparison for people: below each subject its fields in columns, and under each what it does to a failover. */
export function comparisonTable(
    comparison: ZoneComparison,
    { source, planned }: Wanted,
    colours = coloursWanted(),
): string {
    const { bold, green, red, dim } = picocolors.createColors(colours);
    const { differences, compared, unplanned, protectedRecords } = comparison;
    const looked = `${counted(compared.records, "record")} and ${counted(compared.healthChecks, "health check")}`;
    const verdict =
        differences.length === 0
            ? green(`the live zone is as ${source} has it: ${looked} compared`)
            : red(`${counted(differences.length, "difference")} from ${source}; ${looked} compared`);
    const bySubject = groupBy(differences, ({ subject }) => subject);
    return [
        ...[...bySubject].map(([subject, ofSubject]) => `${bold(subject)}\n${differenceTable(ofSubject, planned)}\n`),
        ...protectedRecords.map((text) => `protected: Route 53 refuses changes of ${text}`),
        ...(unplanned.length > 0 ? [dim(`not in the ${planned}, so not compared: ${listed(unplanned)}`)] : []),
        verdict,
    ].join("\n");
}

function differenceTable(differences: readonly ZoneDifference[], column: Wanted["planned"]): string {
    const rows = differences.map(({ path, planned, live }) => [path ?? "the record", shown(planned), shown(live)]);
    const head = ["", column, "live"];
    const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? "").length)));
    const line = (cells: readonly string[]) =>
        `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd();
    return [
        line(head),
        ...differences.flatMap(({ meaning }, at) => [line(rows[at] ?? []), `    in a failover: ${meaning}`]),
    ].join("\n");
}

function shown(value: unknown): string {
    if (value === undefined) {
        return "-";
    }
    return typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
}

/** The first ten, and how many more. */
function listed(names: readonly string[]): string {
    const more = names.length > 10 ? ` and ${names.length - 10} more` : "";
    return `${names.slice(0, 10).join(", ")}${more}`;
}
