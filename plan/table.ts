import Table from "cli-table3";
import picocolors from "picocolors";
import { groupBy } from "./group";
import type { Plan, PlanResource } from "./plan";
import { byUrn } from "./read";
import { coloursWanted } from "./terminal";

/** Component, kind, count and names: with the borders they make 100 columns. */
const columnWidths = [18, 26, 5, 48];

/** A plan for people: by region, then by component; at most 100 columns wide, colour only on a terminal. */
export function planTable(plan: Plan, colours = coloursWanted()): string {
    const { bold, dim } = picocolors.createColors(colours);
    const resources = plan.resources.filter(({ custom }) => custom);
    const regions = [...groupBy(resources, ({ region }) => region ?? "").keys()].sort(globalFirst);
    const sections = regions.map((region) => {
        const resources = plan.resources.filter((resource) => resource.custom && (resource.region ?? "") === region);
        const heading = `${bold(region === "" ? "everywhere" : region)}  ${dim(count(resources.length, "resource"))}`;
        return `${heading}\n${indent(regionTable(plan, resources))}`;
    });
    const cells = regions.filter((region) => region !== "").length;
    const total = `${plan.project}/${plan.stack}: ${count(resources.length, "resource")} in ${count(cells, "region")}`;
    return [...sections, bold(total)].join("\n\n");
}

function regionTable(plan: Plan, resources: readonly PlanResource[]): string {
    const table = new Table({
        colWidths: columnWidths,
        colAligns: ["left", "left", "right", "left"],
        wordWrap: true,
        wrapOnWordBoundary: true,
        style: { head: [], border: [], "padding-left": 0, "padding-right": 1 },
        chars: withoutBorders,
    });
    const all = byUrn(plan);
    const byComponent = groupBy(resources, (resource) => componentOf(resource, all));
    for (const [component, members] of [...byComponent].sort(byKey)) {
        const kinds = [...groupBy(members, ({ type }) => kindOf(type))].sort(byKey);
        kinds.forEach(([kind, same], index) => {
            const names = same.map(({ name }) => name).sort();
            table.push([index === 0 ? component : "", kind, String(same.length), names.join(", ")]);
        });
    }
    return table.toString();
}

/** Class name of the component that a resource stands in. */
function componentOf(resource: PlanResource, all: ReadonlyMap<string, PlanResource>): string {
    const parent = all.get(resource.parent ?? "");
    if (parent === undefined) {
        return "(program)";
    }
    return parent.custom ? componentOf(parent, all) : kindOf(parent.type);
}

/** `aws:ec2/vpc:Vpc` is `ec2 Vpc`; a component is its class. */
function kindOf(type: string): string {
    const [packageName = "", module = "", name = ""] = type.split(":");
    if (packageName === "pulumi") {
        return `provider ${name}`;
    }
    return packageName === "aws" ? `${module.split("/")[0] ?? ""} ${name}` : name;
}

function count(number: number, noun: string): string {
    return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}

function globalFirst(a: string, b: string): number {
    return a < b ? -1 : 1;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
    return a < b ? -1 : 1;
}

function indent(text: string): string {
    return text.replace(/^/gm, "  ").replace(/[ \t]+$/gm, "");
}

const withoutBorders = Object.fromEntries(
    ["top", "bottom", "left", "right"]
        .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
        .concat(["mid", "mid-mid", "middle"])
        .map((place) => [place, ""]),
);
