import { resourcesOfType } from "../../plan/read";
import { dependenciesOf } from "../../plan/unknown";
import { withInputs, without } from "./change-plan";
import type { Lever } from "./lever";
import { standbyRegions } from "./platform-roles";

/** A standby whose machines start when they are needed. */
export const pilotLight: Lever = {
    id: "pilot-light",
    title: "a standby region without running machines: role pilot in place of warm",
    takes: "machines start after the loss, so that recovery takes their boot longer, if the region has capacity then",
    source: "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
    change: (plan) => {
        const regions = standbyRegions(plan, "warm");
        return withInputs(plan, ({ type, region = "", inputs }) =>
            type === "aws:autoscaling/group:Group" && regions.has(region)
                ? { ...inputs, minSize: 0, desiredCapacity: 0 }
                : undefined,
        );
    },
};

/** A standby whose database is a volume that receives changes, without an instance that reads it. */
export const headlessStandby: Lever = {
    id: "headless-standby",
    title: "a standby region whose global database has a volume and no instance",
    takes: "no reads there, and an instance must start before it can be promoted: minutes of recovery time",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html",
    change: (plan) => {
        const regions = standbyRegions(plan, "any");
        // Only members of a global database have another region that keeps writing to them.
        const members = new Set(
            resourcesOfType(plan, "aws:rds/cluster:Cluster")
                .filter(({ inputs }) => (inputs["globalClusterIdentifier"] ?? null) !== null)
                .map(({ urn }) => urn),
        );
        return without(
            plan,
            ({ type, region = "", inputs }) =>
                type === "aws:rds/clusterInstance:ClusterInstance" &&
                regions.has(region) &&
                dependenciesOf(inputs["clusterIdentifier"] ?? null).some((urn) => members.has(urn)),
        );
    },
};
