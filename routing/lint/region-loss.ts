import type { HealthCheck, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { answer } from "../answer";
import { RoutingError } from "../errors";
import type { Zone, ZoneState } from "../zone";
import { stateAfter } from "../loss/loss";
import { decidesOnly, turnsUnhealthy, type Fallen } from "../loss/watching";
import type { ViewGroup } from "../view/groups";
import { targetName } from "../evaluate/keys";
import { configOf, type Leaf, type ZoneView } from "../view/zone-view";
import { whereOfGroup } from "./where";

/**
 * What has to say so before a name stops being answered with a dead place: balancers, whose word a lost region may not
 * send any more; a person, who throws a switch; nobody, so it stays.
 */
export type Need = "balancers" | "person" | "nobody";

export interface StayingAnswer {
    readonly group: ViewGroup;
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
    readonly group: ViewGroup;
    readonly zone: Zone;
    readonly froms: readonly string[];
    readonly latency: NonNullable<ZoneState["latency"]>;
    readonly targets: readonly string[];
    /** That decide its records, with their children. */
    readonly checks: readonly HealthCheck[];
}

function treeOf(view: ZoneView, group: ViewGroup): Tree {
    const records = [...view.below(group)].flatMap((one) => one.records);
    const regions = [...new Set(records.flatMap(({ Region }) => Region ?? []))].sort();
    const latency = regions.map((from) => [from, Object.fromEntries(regions.map((to) => [to, from === to ? 1 : 100]))]);
    const froms = [...regions, ...records.flatMap(locationsOf), ...blocksOf(view.zone, records)];
    return {
        view,
        group,
        zone: { ...view.zone, ResourceRecordSets: records },
        froms: froms.length > 0 ? [...new Set(froms)] : ["us-east-1"],
        latency: Object.fromEntries(latency) as Tree["latency"],
        checks: view.deciding(records),
        targets: view.leaves(group).flatMap((leaf) => (leaf.record.AliasTarget ? leaf.answers : [])),
    };
}

/** A place that died: its code or address, and everything that was answered with it. */
interface Place extends Fallen {
    readonly name: string;
}

function placesOf(leaves: readonly Leaf[]): Place[] {
    const names = [...new Set(leaves.map(({ place }) => place))].sort();
    return names.map((name) => {
        const inside = leaves.filter(({ place }) => place === name);
        const elsewhere = new Set(leaves.filter(({ place }) => place !== name).flatMap(({ answers }) => answers));
        const own = inside.flatMap(({ answers }) => answers).filter((one) => !elsewhere.has(one));
        return { name, region: inside[0]?.region, answers: new Set(own) };
    });
}

function afterLoss(tree: Tree, place: Place): StayingAnswer[] {
    const { view, group } = tree;
    const idsOf = (isRed: (check: HealthCheck) => boolean) => tree.checks.filter(isRed).map(({ Id }) => Id ?? "");
    const checks = idsOf((check) => turnsUnhealthy(view, check, place));
    const switches = idsOf((check) => configOf(check).Type === "RECOVERY_CONTROL" && decidesOnly(view, check, place));
    const targets = tree.targets.filter((one) => place.answers.has(one));
    // Each step is heard by more: checkers alone, then what balancers may not be able to say, then what a person does.
    const steps = [
        { need: "balancers", loss: { checks, targets: [] } },
        { need: "person", loss: { checks, targets } },
        { need: "nobody", loss: { checks: [...checks, ...switches], targets } },
    ] as const;
    let last: StayingAnswer | undefined;
    for (const { need, loss } of steps) {
        const state = stateAfter({ latency: tree.latency }, loss);
        const from = tree.froms.find((one) => stays(tree, { state, place, from: one }));
        if (from === undefined) {
            break;
        }
        last = { group, place: place.name, from, need };
    }
    return last ? [last] : [];
}

function stays(tree: Tree, asked: { state: ZoneState; place: Place; from: string }): boolean {
    const question = { name: tree.group.name, type: tree.group.type, from: asked.from };
    const { candidates } = answer(tree.zone, asked.state, question);
    return candidates.some(({ answers }) => answers.some((one) => asked.place.answers.has(targetName(one))));
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
