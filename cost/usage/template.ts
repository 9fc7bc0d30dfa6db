import { groupBy } from "../../plan/group";
import type { Plan, PlanResource } from "../../plan/plan";
import { billedResources } from "../billed-resources";
import { usEast, usEastKey } from "../mappers/transfer";
import type { UsageKey } from "../mapping";
import { typesWithUsage, usageKeysOf } from "./keys";
import { transferType } from "./usage-file";

type Keys = NonNullable<ReturnType<typeof usageKeysOf>>;

/**
 * A usage file with every key that a stack has, each with its unit and meaning, commented out: nothing is stated until
 * somebody states it. Reading it as it is states nothing and is valid.
 */
export function usageTemplate(plan: Plan): string {
    const { project, stack, resources } = plan;
    const types = new Set(typesWithUsage());
    const byType = groupBy(
        billedResources(plan).filter(({ type }) => types.has(type)),
        ({ type }) => type,
    );
    const sorted = [...byType].sort(([a], [b]) => (a < b ? -1 : 1));
    const nameOf = shortestNames(sorted.flatMap(([, own]) => own));
    return [
        `## What ${project}/${stack} uses in a month. Take the "# " of a line away and write a number of 0 or more, or a range`,
        "## such as {low: 100, typical: 200, high: 400}. What stays a comment is not priced.",
        "version: 1",
        "settings:",
        "  hours_per_month: 730",
        "  free_tier: false",
        "",
        "## By type: what each resource of a type uses.",
        "defaults:",
        ...sorted.flatMap(([type, own]) => [
            `  ## ${own.length}: ${shortened(own.map(({ name }) => name).join(", "))}`,
            ...entryLines(type, usageKeysOf(type) ?? {}),
        ]),
        "",
        "## By name, or by URN with * for any letters: over the defaults, key by key.",
        "resources:",
        ...sorted.flatMap(([type, own]) => own.flatMap((one) => entryLines(nameOf(one), usageKeysOf(type) ?? {}))),
        ...transferLines(resources),
        "",
    ].join("\n");
}

/** A name where only one resource has it; where several do, the end of the URN, and where that is not enough all of it. */
function shortestNames(resources: readonly PlanResource[]): (resource: PlanResource) => string {
    const names = groupBy(resources, ({ name }) => name);
    const ends = groupBy(resources, endOf);
    return (resource) => {
        if (names.get(resource.name)?.length === 1) {
            return resource.name;
        }
        return ends.get(endOf(resource))?.length === 1 ? endOf(resource) : resource.urn;
    };
}

function endOf({ type, name }: PlanResource): string {
    return `*${type}::${name}`;
}

function transferLines(resources: readonly PlanResource[]): readonly string[] {
    const { [usEastKey]: betweenUsEast, ...keys } = usageKeysOf(transferType) ?? {};
    const regions = [...new Set(resources.flatMap(({ region }) => region ?? []))].sort();
    return regions.flatMap((region) => {
        const own = betweenUsEast && usEast.includes(region) ? { ...keys, [usEastKey]: betweenUsEast } : keys;
        return entryLines(`aws_data_transfer.${region}`, own, { region });
    });
}

function entryLines(name: string, keys: Keys, known: { readonly [key: string]: string } = {}): readonly string[] {
    return [`  # ${JSON.stringify(name)}:`, ...keyLines(keys, known)];
}

/** Keys with dots are written as nested mappings. */
function keyLines(keys: Keys, known: { readonly [key: string]: string }): readonly string[] {
    let opened = "";
    // Keys of one branch together: a mapping may not name a key twice.
    const together = [...groupBy(Object.entries(keys), ([key]) => branchOf(key)).values()].flat();
    return together.flatMap(([key, about]) => {
        const branch = branchOf(key);
        const last = key.split(".").at(-1) ?? "";
        const heading = branch !== "" && branch !== opened ? [`  #   ${branch}:`] : [];
        opened = branch;
        const indent = branch === "" ? "    " : "      ";
        return [...heading, `  # ${indent.slice(2)}${last}: ${known[key] ?? valueOf(about)}  # ${aboutWords(about)}`];
    });
}

function branchOf(key: string): string {
    return key.split(".").slice(0, -1).join(".");
}

function valueOf(about: UsageKey): string {
    return "oneOf" in about ? (about.oneOf[0] ?? "") : "0";
}

function aboutWords(about: UsageKey): string {
    return `${"oneOf" in about ? shortened(about.oneOf.join(" or ")) : about.unit}; ${about.meaning}`;
}

function shortened(text: string): string {
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
