import type { HealthCheck, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { answer } from "../answer";
import { RoutingError } from "../errors";
import type { Zone, ZoneState } from "../zone";
import { targetName } from "./endpoints";
import { decidesOnly, noticesLoss, type Place } from "./watching";
import { configOf, whereOfGroup, type Leaf, type LintGroup, type ZoneView } from "./zone-view";

/**
 * What has to say so before a name stops being answered with a dead place: balancers, whose word a lost region may not
 * send any more; a person, who throws a switch; nobody, so it stays.
 */
export type Need = "balancers" | "person" | "nobody";

export interface StayingAnswer {
    readonly group: LintGroup;
    readonly place: string;
    /** Where the client is that still gets the dead place. */
    readonly from: string;
    readonly need: Need;
}

export interface LossReport {
    readonly staying: readonly StayingAnswer[];
    /** Names that the evaluator refuses, with its reason. */
    readonly refused: readonly string[];
}

const reports = new WeakMap<ZoneView, LossReport>();

/** Kills each place of each tree in turn and asks the evaluator, from everywhere, whether it still answers with the dead. */
export function lossReport(view: ZoneView): LossReport {
    const known = reports.get(view);
    const report = known ?? experiment(view);
    reports.set(view, report);
    return report;
}

function experiment(view: ZoneView): LossReport {
    const staying: StayingAnswer[] = [];
    const refused: string[] = [];
    for (const group of view.roots) {
        const places = placesOf(view.leaves(group));
        const tree = places.length > 1 ? treeOf(view, group) : undefined;
        if (!tree) {
            continue;
        }
        try {
            staying.push(...places.flatMap((place) => afterLoss(tree, place)));
        } catch (error) {
            if (!(error instanceof RoutingError)) {
                throw error;
            }
            refused.push(`${whereOfGroup(group)}: ${error.message}`);
        }
    }
    return { staying, refused };
}

/** One tree as a zone of its own, so that what is wrong elsewhere does not stop it from being asked. */
interface Tree {
    readonly view: ZoneView;
    readonly group: LintGroup;
    readonly zone: Zone;
    readonly froms: readonly string[];
    readonly latency: NonNullable<ZoneState["latency"]>;
    readonly targets: readonly string[];
    /** That decide its records, with their children. */
    readonly checks: readonly HealthCheck[];
}

function treeOf(view: ZoneView, group: LintGroup): Tree {
    const groups = groupsBelow(view, group, new Set());
    const records = [...groups].flatMap((one) => one.records);
    const regions = [...new Set(records.flatMap(({ Region }) => Region ?? []))].sort();
    const latency = regions.map((from) => [from, Object.fromEntries(regions.map((to) => [to, from === to ? 1 : 100]))]);
    const froms = [...regions, ...records.flatMap(locationsOf), ...blocksOf(view.zone, records)];
    return {
        view,
        group,
        zone: { ...view.zone, ResourceRecordSets: records },
        froms: froms.length > 0 ? [...new Set(froms)] : ["us-east-1"],
        latency: Object.fromEntries(latency) as Tree["latency"],
        checks: checksOf(view, records),
        targets: view.leaves(group).flatMap((leaf) => (leaf.record.AliasTarget ? leaf.answers : [])),
    };
}

function checksOf(view: ZoneView, records: readonly ResourceRecordSet[]): HealthCheck[] {
    const own = records.flatMap(({ HealthCheckId }) => view.check(HealthCheckId) ?? []);
    return [...new Set(own.flatMap((check) => [check, ...view.children(check)]))];
}

function groupsBelow(view: ZoneView, group: LintGroup, seen: Set<LintGroup>): Set<LintGroup> {
    if (seen.has(group)) {
        return seen;
    }
    seen.add(group);
    for (const record of group.records) {
        const target = view.target(record);
        if (target.kind === "group") {
            groupsBelow(view, target.group, seen);
        }
    }
    return seen;
}

function placesOf(leaves: readonly Leaf[]): Place[] {
    const names = [...new Set(leaves.map(({ place }) => place))].sort();
    return names.map((name) => {
        const answersOf = (inside: boolean) =>
            leaves.filter(({ place }) => (place === name) === inside).flatMap(({ answers }) => answers);
        const elsewhere = new Set(answersOf(false));
        return { name, answers: new Set(answersOf(true).filter((one) => !elsewhere.has(one))) };
    });
}

function afterLoss(tree: Tree, place: Place): StayingAnswer[] {
    const { view, group, checks } = tree;
    const sensors = checks.filter((check) => noticesLoss(view, check, place));
    const switches = checks.filter(
        (check) => configOf(check).Type === "RECOVERY_CONTROL" && decidesOnly(view, check, place),
    );
    const seen: ZoneState = { latency: tree.latency, healthChecks: red(sensors) };
    const heard: ZoneState = {
        ...seen,
        targets: Object.fromEntries(
            tree.targets.filter((one) => place.answers.has(one)).map((one) => [one, "unhealthy" as const]),
        ),
    };
    const told: ZoneState = { ...heard, healthChecks: red([...sensors, ...switches]) };
    const from = tree.froms.find((one) => stays(tree, { state: seen, place, from: one }));
    if (from === undefined) {
        return [];
    }
    const fromHeard = tree.froms.find((one) => stays(tree, { state: heard, place, from: one }));
    if (fromHeard === undefined) {
        return [{ group, place: place.name, from, need: "balancers" }];
    }
    const fromTold = tree.froms.find((one) => stays(tree, { state: told, place, from: one }));
    return [
        fromTold === undefined
            ? { group, place: place.name, from: fromHeard, need: "person" }
            : { group, place: place.name, from: fromTold, need: "nobody" },
    ];
}

function stays(tree: Tree, asked: { state: ZoneState; place: Place; from: string }): boolean {
    const question = { name: tree.group.name, type: tree.group.type, from: asked.from };
    const { candidates } = answer(tree.zone, asked.state, question);
    return candidates.some(({ answers }) => answers.some((one) => asked.place.answers.has(targetName(one))));
}

function red(checks: readonly { readonly Id?: string | undefined }[]): { [id: string]: "unhealthy" } {
    return Object.fromEntries(checks.map(({ Id }) => [Id ?? "", "unhealthy" as const]));
}

/** A country on each continent: clients come from countries. */
const countryOn: { readonly [continent: string]: string } = {
    AF: "ZA",
    AN: "AQ",
    AS: "JP",
    EU: "DE",
    NA: "CA",
    OC: "AU",
    SA: "BR",
};

function locationsOf({ GeoLocation }: ResourceRecordSet): string[] {
    const { ContinentCode, CountryCode, SubdivisionCode } = GeoLocation ?? {};
    if (ContinentCode !== undefined) {
        return [countryOn[ContinentCode] ?? ContinentCode];
    }
    if (CountryCode === undefined || CountryCode === "*") {
        return [];
    }
    return [SubdivisionCode === undefined ? CountryCode : `${CountryCode}-${SubdivisionCode}`];
}

/** An address of each block that IP-based records name. */
function blocksOf(zone: Zone, records: readonly ResourceRecordSet[]): string[] {
    return records.flatMap(({ CidrRoutingConfig: config }) => {
        const blocks = zone.CidrCollections?.find(({ Id }) => Id === config?.CollectionId)?.CidrBlocks ?? [];
        const block = blocks.find(({ LocationName }) => config && LocationName === config.LocationName)?.CidrBlock;
        return block?.split("/")[0] ?? [];
    });
}
