import { withoutPeers } from "../cells";
import type { CellView, PlanView } from "../plan-view";
import { judged, reliability, Unjudged, type Finding, type Rule } from "../rule";

const groupType = "aws:autoscaling/group:Group";
const targetType = "aws:appautoscaling/target:Target";

/** What runs in a cell at once, and at the most. */
interface Capacity {
    readonly cell: CellView;
    readonly ready: number;
    readonly most: number;
}

/** @throws Unjudged for a cell without what is counted */
type Count = (view: PlanView, cell: CellView) => Capacity;

function instances(view: PlanView, cell: CellView): Capacity {
    const groups = view.inCell(cell, groupType);
    if (groups.length === 0) {
        throw new Unjudged("it has no scaling group in this plan");
    }
    return {
        cell,
        ready: total(groups.map((group) => group.number("desiredCapacity") ?? group.number("minSize") ?? 0)),
        most: total(groups.map((group) => group.number("maxSize") ?? 0)),
    };
}

function models(view: PlanView, cell: CellView): Capacity {
    const targets = view.inCell(cell, targetType).filter((one) => one.text("serviceNamespace") === "sagemaker");
    return {
        cell,
        ready: total(targets.map((target) => target.number("minCapacity") ?? 0)),
        most: total(targets.map((target) => target.number("maxCapacity") ?? 0)),
    };
}

/** A cell that answers when another is lost, and what it then needs. */
interface Carried {
    readonly lost: Capacity;
    readonly carrier: Capacity;
    readonly needed: number;
}

/**
 * For each active cell that may be lost, what each cell that answers instead needs: its own clients and all of the lost
 * one's, because latency may send them all to one neighbour. Where no other is active, the standbys answer.
 */
function carried(capacities: readonly Capacity[]): readonly Carried[] {
    const active = capacities.filter(({ cell }) => cell.role === "active");
    return active.flatMap((lost) => {
        const peers = capacities.filter((one) => one !== lost);
        const answering = peers.filter(({ cell }) => cell.role === "active");
        return (answering.length > 0 ? answering : peers).map((carrier) => ({
            lost,
            carrier,
            needed: lost.ready + (carrier.cell.role === "active" ? carrier.ready : 0),
        }));
    });
}

function judgePeers(view: PlanView, count: Count, judge: (one: Carried) => string | undefined): readonly Finding[] {
    if (view.cells.length < 2) {
        return withoutPeers(view);
    }
    const counted: Capacity[] = [];
    const unread = view.cells.flatMap((cell) =>
        judged(cell.urn, () => {
            counted.push(count(view, cell));
            return undefined;
        }),
    );
    return [...unread, ...carried(counted).flatMap((one) => judged(one.carrier.cell.urn, () => judge(one)))];
}

function total(numbers: readonly number[]): number {
    return numbers.reduce((sum, number) => sum + number, 0);
}

function without({ lost, carrier, needed }: Carried, what: string): string {
    return `${carrier.cell.region} without ${lost.cell.region}: needs ${needed} ${what}`;
}

const source = reliability("rel_withstand_component_failures_static_stability");

/** Room for a lost peer's clients. */
export const capacityRules: readonly Rule[] = [
    {
        id: "no-room-for-a-lost-peer",
        severity: "error",
        title: "a cell that cannot carry a lost peer's clients",
        why: "The loss of one region then takes the next with it.",
        fix: "Raise web.max of the cell to what both regions' minimum needs.",
        source,
        check: (view) =>
            judgePeers(view, instances, (one) =>
                one.needed > one.carrier.most
                    ? `${without(one, "instances")}, and may have ${one.carrier.most}`
                    : undefined,
            ),
    },
    {
        id: "launches-before-it-carries",
        severity: "note",
        title: "a cell that must first launch instances when a peer is lost",
        why: "Until they serve, all clients are slower, and EC2 is asked for capacity when everybody else asks too.",
        fix: "Raise web.min, if the promise does not leave the time (assumptions.bootSeconds).",
        source,
        check: (view) =>
            judgePeers(view, instances, (one) =>
                one.needed > one.carrier.ready
                    ? `${without(one, "instances")}, and runs ${one.carrier.ready}`
                    : undefined,
            ),
    },
    {
        id: "standby-runs-nothing",
        severity: "warning",
        title: "a warm standby without an instance",
        why: "A warm cell answers at once; one that first has to launch is a pilot light, and its promise is another.",
        fix: "Raise web.min to 1 or more, or call it a pilot.",
        source: "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
        check: (view) =>
            view.cells
                .filter(({ role }) => role === "warm")
                .flatMap((cell) =>
                    judged(cell.urn, () =>
                        instances(view, cell).ready === 0 ? `${cell.region} runs 0 instances` : undefined,
                    ),
                ),
    },
    {
        id: "no-room-for-a-lost-peers-questions",
        severity: "error",
        title: "a cell whose model cannot answer a lost peer's clients",
        why: "Requests are throttled, and what waits for an answer takes the app with it.",
        fix: "Raise the variant's capacity.max to what both regions' minimum needs.",
        source,
        check: (view) =>
            view.of(targetType).some((one) => one.resource.inputs["serviceNamespace"] === "sagemaker")
                ? judgePeers(view, models, (one) =>
                      one.needed > one.carrier.most
                          ? `${without(one, "model instances")}, and may have ${one.carrier.most}`
                          : undefined,
                  )
                : [],
    },
    {
        id: "standby-database-empty",
        severity: "error",
        title: "a standby whose database has no instance",
        why: "A cluster without an instance keeps the data and answers nobody: promotion first waits for one to be made.",
        fix: "Give the secondary cluster an instance, of the writer's size.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.html",
        check: (view) =>
            view.of("aws:rds/cluster:Cluster").flatMap((cluster) =>
                judged(cluster.urn, () => {
                    const role = view.cellOf(cluster)?.role;
                    const members = cluster.namedBy("aws:rds/clusterInstance:ClusterInstance", "clusterIdentifier");
                    // A Multi-AZ cluster brings its own, and version 1 of serverless had none.
                    const brings = cluster.has("dbClusterInstanceClass") || cluster.text("engineMode") === "serverless";
                    return members.length === 0 && role !== "pilot" && !brings ? "it has no instance" : undefined;
                }),
            ),
    },
];
