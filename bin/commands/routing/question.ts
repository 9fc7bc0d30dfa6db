import { orderRegions } from "../../../plan/colours";
import { printable, terminalColumns, wrap } from "../../../plan/terminal";
import type { Question } from "../../../routing/answer";
import { nameProblems } from "../../../routing/evaluate/record-problems";
import { zoneProblems } from "../../../routing/evaluate/zone-problems";
import {
    losable,
    lossOf,
    lostTargetHealth,
    regionsOf,
    stateAfter,
    targetsOf,
    type Loss,
} from "../../../routing/loss/loss";
import { canonicalName } from "../../../routing/names";
import { placeOf } from "../../../routing/places/place";
import { regionPlaces } from "../../../routing/places/regions";
import { platformInputs } from "../../../routing/from-plan/inputs";
import { defaultPlaces, entryNames } from "../../../routing/questions";
import type { Zone, ZoneState } from "../../../routing/zone";
import { CommandError } from "../../exit";
import { readZone, type ZoneInput } from "./inputs";
import type { ZoneOptions } from "./zone-options";
import { suggestion } from "./nearest";
import type { QuestionOptions } from "./question-options";
import { listOf, readState } from "./state-file";

/** What a command asks: every name from every place, in one state. */
export interface Inquiry {
    readonly input: ZoneInput;
    readonly zone: Zone;
    /** With the losses in it. */
    readonly state: ZoneState;
    readonly lost: readonly LostRegion[];
    /** That records lead to; in the order of the platform's pictures when there is one. */
    readonly regions: readonly string[];
    readonly names: readonly string[];
    readonly type: string;
    readonly places: readonly string[];
}

export interface LostRegion extends Loss {
    readonly region: string;
}

/** @throws CommandError 2 for a file that is not what it should be, and for a name, a region or a place that is not there */
export async function readInquiry(options: ZoneOptions & QuestionOptions): Promise<Inquiry> {
    const input = await readZone(options);
    const { zone } = input;
    const before = stateBefore(input, options.state);
    const names = options.name ?? entryNames(zone, options.type);
    const regions = regionsInOrder(input);
    const places = options.from ?? defaultPlaces(zone, before, regions);
    refuseUnknown(input, { names, lost: options.lost, places, state: before });
    const lost = options.lost.map((region) => ({ region, ...lossOf(zone, region) }));
    return { input, zone, state: lost.reduce(stateAfter, before), lost, regions, names, type: options.type, places };
}

/**
 * What holds before anything is lost: the plan's latency, and over it the state file's.
 * @throws CommandError 2 when Route 53 would refuse the zone, or the file is no state of it
 */
export function stateBefore({ zone, state, source }: ZoneInput, file: string | undefined): ZoneState {
    const refused = zoneProblems(zone).map(({ where, message }) => `${where}: ${message}`);
    if (refused.length > 0) {
        throw new CommandError(listOf(`${source} is not a zone that Route 53 would take`, refused), 2);
    }
    const given = file === undefined ? {} : readState(file, zone);
    return { ...state, ...given, latency: { ...state.latency, ...given.latency } };
}

/** What a person named, and the state that its places are looked up in. */
export interface Named {
    readonly names: readonly string[];
    readonly lost: readonly string[];
    readonly places: readonly string[];
    readonly state: ZoneState;
    /** Health checks and names of aliases that fail alone. */
    readonly check?: string | undefined;
    readonly target?: string | undefined;
}

/** @throws CommandError 2 for a name outside the zone, for a place that is none, and for what cannot be lost or fail */
export function refuseUnknown({ zone, source }: ZoneInput, named: Named): void {
    const { names, lost, places, state } = named;
    const problems = [
        ...names.flatMap((name) => askedNameProblems(name, zone)),
        ...lost.flatMap((one) => lostProblems(one, zone)),
        ...failingProblems(named, zone),
        ...places.flatMap((place) => placeProblems(place, zone, state)),
    ];
    if (problems.length > 0) {
        throw new CommandError(listOf(`question to ${source} is not valid`, problems), 2);
    }
}

function regionsInOrder({ zone, plan }: ZoneInput): string[] {
    const known = regionsOf(zone);
    if (!plan) {
        return known;
    }
    const platform = platformInputs(plan);
    const regions = platform.object("regions");
    const roles = regions?.keys().map((region) => ({ region, role: regions.object(region)?.text("role") ?? "" }));
    const order = orderRegions(roles ?? [], platform.text("initialWriter") ?? "");
    return [...new Set([...order.filter((region) => known.includes(region)), ...known])];
}

/** Every question of an inquiry, by name and then by place. */
export function questionsOf({ names, type, places }: Inquiry): Question[] {
    return names.flatMap((name) => places.map((from) => ({ name, type, from })));
}

/** What was marked for a lost region, and how its targets count. */
export function lossText({ region, checks, targets }: LostRegion): string {
    const marked = [...some(checks, "check"), ...some(targets, "target")];
    const known = targets.length > 0 ? [lostTargetHealth.unhealthy] : [];
    const told =
        marked.length > 0 ? `marked unhealthy: ${[...marked, ...known].join("; ")}` : "no check or target is in it";
    return wrap(printable(`${region} lost; ${told}`), terminalColumns).join("\n");
}

function some(names: readonly string[], noun: string): string[] {
    return names.length === 0 ? [] : [`${noun}${names.length === 1 ? "" : "s"} ${names.join(", ")}`];
}

function askedNameProblems(name: string, zone: Zone): string[] {
    const apex = canonicalName(zone.HostedZone.Name ?? "");
    const known = [...new Set(zone.ResourceRecordSets.map(({ Name }) => canonicalName(Name ?? "")))];
    return nameProblems(canonicalName(name), apex).map(
        (problem) => `--name: ${problem}, got ${name}${suggestion(canonicalName(name), known)}`,
    );
}

function lostProblems(lost: string, zone: Zone): string[] {
    const known = losable(zone);
    return known.includes(lost)
        ? []
        : [
              `--lost: expected a region that a record leads to or a set identifier, got ${lost}${suggestion(lost, known)}`,
          ];
}

function failingProblems({ check, target }: Named, zone: Zone): string[] {
    const checks = zone.HealthChecks.map(({ Id }) => Id ?? "");
    const targets = targetsOf(zone);
    return [
        ...(check === undefined || checks.includes(check)
            ? []
            : [`--check: expected the id of a health check of the zone, got ${check}${suggestion(check, checks)}`]),
        ...(target === undefined || targets.includes(canonicalName(target))
            ? []
            : [`--target: expected the DNS name that an alias leads to, got ${target}${suggestion(target, targets)}`]),
    ];
}

function placeProblems(place: string, zone: Zone, { latency = {} }: ZoneState): string[] {
    if (latency[place] !== undefined || placeOf(place)) {
        return [];
    }
    const known = [...new Set([...Object.keys(latency), ...regionsOf(zone), ...regionPlaces.keys()])];
    return [
        `--from: expected a region, a location such as IE or US-VA, an address or latitude,longitude, got ${place}${suggestion(place, known)}`,
    ];
}
