import { regionsOf, targetsOf } from "../../../routing/loss/loss";
import { regionPlaces } from "../../../routing/places/regions";
import { canonicalName } from "../../../routing/names";
import type { Zone, ZoneState } from "../../../routing/zone";
import { CommandError } from "../../exit";
import { readJson } from "../../plan-file";
import { nameOf } from "../../text-file";
import { suggestion } from "./nearest";

/** One line: path in the file, what was expected, what was found. */
type Problem = string;

type Fields = { readonly [key: string]: unknown };

const parts = ["healthChecks", "targets", "latency"];

/**
 * A state file, checked against its zone.
 * @throws CommandError 2 with every problem that it has
 */
export function readState(file: string, zone: Zone): ZoneState {
    const content = readJson(file, "a state file");
    if (!isFields(content) || !Object.keys(content).every((key) => parts.includes(key) || suggests(key))) {
        const expected = `expected {"healthChecks", "targets", "latency"}, each of them optional`;
        throw new CommandError(`${nameOf(file)} is not a state file: ${expected}, got ${brief(content)}`, 2);
    }
    const problems = stateProblems(content, zone);
    if (problems.length > 0) {
        throw new CommandError(listOf(`${nameOf(file)} is not a valid state`, problems), 2);
    }
    return content;
}

/** A heading with its problems: one of them on one line, several in a line each. */
export function listOf(heading: string, problems: readonly Problem[]): string {
    return problems.length === 1
        ? `${heading}: ${problems[0] ?? ""}`
        : [`${heading}:`, ...problems.map((problem) => `  - ${problem}`)].join("\n");
}

function suggests(key: string): boolean {
    return suggestion(key, parts).startsWith("; did you mean");
}

function stateProblems(content: Fields, zone: Zone): Problem[] {
    return [
        ...Object.keys(content)
            .filter((key) => !parts.includes(key))
            .map((key) => `${key}: expected ${parts.join(", ")}, got another key${suggestion(key, parts)}`),
        ...entriesOf(content, "healthChecks").flatMap(([id, state]) => checkProblems(id, state, zone)),
        ...entriesOf(content, "targets").flatMap(([name, state]) => targetProblems(name, state, zone)),
        ...entriesOf(content, "latency").flatMap(([from, row]) => latencyProblems(from, row, zone)),
        ...parts
            .filter((part) => content[part] !== undefined && !isFields(content[part]))
            .map((part) => `${part}: expected an object, got ${brief(content[part])}`),
    ];
}

function checkProblems(id: string, state: unknown, zone: Zone): Problem[] {
    const where = `healthChecks.${id}`;
    const check = zone.HealthChecks.find(({ Id }) => Id === id);
    if (!check) {
        const known = zone.HealthChecks.map(({ Id }) => Id ?? "");
        return [`${where}: expected the id of a health check of the zone, got an unknown one${suggestion(id, known)}`];
    }
    const type = check.HealthCheckConfig?.Type ?? "";
    if (type === "CALCULATED") {
        return [`${where}: expected no state of a calculated check, which its children give: ${childrenOf(check)}`];
    }
    const states = ["healthy", "unhealthy", ...(type === "CLOUDWATCH_METRIC" ? ["insufficient-data"] : [])];
    return stateProblem(where, state, states);
}

function childrenOf({ HealthCheckConfig }: Zone["HealthChecks"][number]): string {
    return (HealthCheckConfig?.ChildHealthChecks ?? []).join(", ");
}

function targetProblems(name: string, state: unknown, zone: Zone): Problem[] {
    const where = `targets.${name}`;
    const known = targetsOf(zone);
    return known.includes(canonicalName(name))
        ? stateProblem(where, state, ["healthy", "unhealthy"])
        : [`${where}: expected the DNS name that an alias leads to, got an unknown one${suggestion(name, known)}`];
}

function stateProblem(where: string, state: unknown, states: readonly string[]): Problem[] {
    return typeof state === "string" && states.includes(state)
        ? []
        : [`${where}: expected ${states.join(" or ")}, got ${brief(state)}`];
}

function latencyProblems(from: string, row: unknown, zone: Zone): Problem[] {
    if (!isFields(row)) {
        return [`latency.${from}: expected milliseconds by region, got ${brief(row)}`];
    }
    const known = [...new Set([...regionsOf(zone), ...regionPlaces.keys()])];
    return Object.entries(row).flatMap(([region, milliseconds]) => {
        const where = `latency.${from}.${region}`;
        if (!known.includes(region)) {
            return [`${where}: expected a region of AWS, got an unknown one${suggestion(region, known)}`];
        }
        return typeof milliseconds === "number" && milliseconds >= 0
            ? []
            : [`${where}: expected milliseconds, got ${brief(milliseconds)}`];
    });
}

function entriesOf(content: Fields, part: string): [string, unknown][] {
    const entries = content[part];
    return isFields(entries) ? Object.entries(entries) : [];
}

function isFields(content: unknown): content is Fields {
    return typeof content === "object" && content !== null && !Array.isArray(content);
}

/** What was found, short enough for a line. */
export function brief(content: unknown): string {
    if (Array.isArray(content)) {
        return "a list";
    }
    if (isFields(content)) {
        const keys = Object.keys(content);
        return `{${keys
            .slice(0, 4)
            .map((key) => `"${key}"`)
            .join(", ")}${keys.length > 4 ? ", ..." : ""}}`;
    }
    return JSON.stringify(content);
}
