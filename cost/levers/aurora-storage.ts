import type { ResourceCost } from "../estimate";
import { withInputs } from "./change-plan";
import type { Lever } from "./lever";

const source =
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.storage-type.html";
const clusterType = "aws:rds/cluster:Cluster";
const optimized = "aurora-iopt1";

/** Worth it from the requests on that the usage file states: clusters without stay as they are. */
export const ioOptimizedAurora: Lever = {
    id: "aurora-io-optimized",
    title: "Aurora I/O-Optimized: no charge for requests",
    takes: "instances cost about 30 % more and storage more than twice as much; back at any time",
    source,
    change: (plan, estimate) => {
        const busy = new Set(estimate.resources.filter(isAsked).map(({ resource }) => resource.urn));
        return withInputs(plan, ({ urn, type, inputs }) =>
            type === clusterType && isAurora(inputs["engine"]) && inputs["storageType"] !== optimized && busy.has(urn)
                ? { ...inputs, storageType: optimized }
                : undefined,
        );
    },
};

/** Whether anyone says how much a cluster reads and writes. */
function isAsked({ lines }: ResourceCost): boolean {
    return lines.some(({ name, charge }) => /^(read|write) requests$/.test(name) && charge.kind === "priced");
}

/** The way back, where requests are few. */
export const standardAurora: Lever = {
    id: "aurora-standard",
    title: "Aurora Standard in place of I/O-Optimized",
    takes: "each request is billed: a burst of them is a burst of the bill; optimized again once in 30 days",
    source,
    change: (plan) =>
        withInputs(plan, ({ type, inputs }) => {
            const { storageType, ...others } = inputs;
            return type === clusterType && storageType === optimized ? others : undefined;
        }),
};

function isAurora(engine: unknown): boolean {
    return typeof engine === "string" && engine.startsWith("aurora");
}
