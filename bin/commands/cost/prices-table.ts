import type { MissingPrice, PriceCheck } from "../../../cost/book/check-prices";
import { oldAfterDays, type ServiceAge } from "../../../cost/book/price-ages";
import { groupBy } from "../../../plan/group";

/** What `antipode cost prices --check` says. */
export interface PricesReport {
    /** `YYYY-MM-DD`. */
    readonly today: string;
    readonly ages: readonly ServiceAge[];
    readonly check: PriceCheck;
}

const elsewhere = "other";

/** The oldest price by service and place, gaps with their reasons, and a last line with the sums; fits 100 columns. */
export function pricesTable({ ages, check }: PricesReport): string {
    const places = [...new Set(ages.map(({ place }) => columnOf(place)))].sort(byName);
    const width = Math.max(...ages.map(({ service }) => service.length));
    const lines = [...groupBy(ages, ({ service }) => service)].map(([service, own]) =>
        [service.padEnd(width), ...places.map((place) => cell(own, place).padEnd(7))].join(" ").trimEnd(),
    );
    const head = ["Oldest price of".padEnd(width), ...places.map((place) => shortened(place).padEnd(7))].join(" ");
    return [head.trimEnd(), ...lines, "", ...gapLines(check.missing), ...sums(ages, check)].join("\n");
}

/** All that is no region shares a column. */
function columnOf(place: string): string {
    return /^[a-z]{2}(-[a-z]+)+-\d$/.test(place) ? place : elsewhere;
}

/** `ap-northeast-1` as seven letters: `ap-ne-1`. */
function shortened(place: string): string {
    const [area = "", direction = "", number = ""] = place.split("-");
    const compass = direction.replace(
        /^(north|south)(east|west)$/,
        (_, a: string, b: string) => `${a[0] ?? ""}${b[0] ?? ""}`,
    );
    return number === "" ? place : `${area}-${compass.slice(0, 2)}-${number}`;
}

function cell(ages: readonly ServiceAge[], column: string): string {
    const [oldest] = ages
        .filter(({ place }) => columnOf(place) === column)
        .map(({ oldest: day = "undated" }) => day)
        .sort();
    return oldest?.slice(0, 7) ?? "-";
}

function gapLines(missing: readonly MissingPrice[]): readonly string[] {
    if (missing.length === 0) {
        return [];
    }
    const byReason = groupBy(missing, ({ reason }) => reason ?? "nobody has written down why");
    const groups = [...byReason].flatMap(([reason, own]) => [
        `  ${reason}:`,
        ...[...groupBy(own, ({ name: { service, label } }) => `${service} ${label}`)].map(
            ([name, each]) => `    ${name}\n      ${each.map(({ place }) => shortened(place)).join(", ")}`,
        ),
    ]);
    return ["Not priced:", ...groups, ""];
}

function sums(ages: readonly ServiceAge[], { asked, missing }: PriceCheck): readonly string[] {
    const sum = (of: (age: ServiceAge) => number): string =>
        ages.reduce((total, age) => total + of(age), 0).toLocaleString("en");
    const services = new Set(ages.map(({ service }) => service)).size;
    const unexplained = missing.filter(({ reason }) => reason === undefined).length;
    return [
        `${sum(({ rows }) => rows)} prices of ${services} services; ${sum(({ old }) => old)} older than ${oldAfterDays} days`,
        `${asked} prices have names in the code; ${missing.length} gaps, ${unexplained} of them without a reason`,
    ];
}

function byName(a: string, b: string): number {
    return Number(a === elsewhere) - Number(b === elsewhere) || (a < b ? -1 : 1);
}
