import type { PlanResource } from "../../plan/plan";
import { withInputs } from "./change-plan";
import type { Lever } from "./lever";

/** Types with paid support for old versions, and where each says its version. */
const versions: { readonly [type: string]: string } = {
    "aws:eks/cluster:Cluster": "version",
    "aws:elasticache/cluster:Cluster": "engineVersion",
    "aws:elasticache/replicationGroup:ReplicationGroup": "engineVersion",
    "aws:opensearch/domain:Domain": "engineVersion",
    "aws:rds/cluster:Cluster": "engineVersion",
    "aws:rds/clusterInstance:ClusterInstance": "engineVersion",
    "aws:rds/instance:Instance": "engineVersion",
};

/** A version that AWS still supports for nothing; priced as if none were named, which AWS makes a young one. */
export const standardSupport: Lever = {
    id: "standard-support",
    title: "versions in standard support, in place of Extended Support",
    takes: "an upgrade, which may take away what the app uses; AWS makes it itself when Extended Support ends",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
    change: (plan) => withInputs(plan, unversioned),
};

function unversioned({ type, inputs }: PlanResource): PlanResource["inputs"] | undefined {
    const key = versions[type];
    if (key === undefined || inputs[key] === undefined) {
        return undefined;
    }
    return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== key));
}
