import { compareCosts } from "../../cost/diff";
import { estimateCost } from "../../cost/estimate-plan";
import type { CostReport } from "../../cost/report/cost-report";
import type { Plan, PlanResource } from "../../plan/plan";
import { book, planOf, resource, usageOfAll } from "./plans";

/** How every report of these tests is priced. */
export const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
const gigabytes = { monthly_data_processed_gb: 3_000_000 };
const price = (plan: Plan) => estimateCost({ plan, book, usage: usageOfAll(gigabytes), settings });

/** A report of some resources. */
export function reportOf(resources: readonly PlanResource[], more: Partial<CostReport> = {}): CostReport {
    const plan = planOf(...resources);
    return { source: "prod.json", plan, estimate: price(plan), changesOnly: false, today: "2026-11-21", ...more };
}

/** The same beside what there was before. */
export function withDiff(before: readonly PlanResource[], after: readonly PlanResource[]): CostReport {
    const report = reportOf(after);
    const older = planOf(...before);
    const sides = { before: { plan: older, estimate: price(older) }, after: report };
    return { ...report, diff: compareCosts({ ...sides, against: "main.json", estimate: price }) };
}

/** A resource with a name of its own. */
export const named = (type: string, name: string, inputs: PlanResource["inputs"] = {}) =>
    resource(type, inputs, { name, urn: `urn:pulumi:test::test::${type}::${name}` });
export const gateway = (name: string) => named("aws:ec2/natGateway:NatGateway", name);
export const endpoint = (name: string) =>
    named("aws:ec2/vpcEndpoint:VpcEndpoint", name, { vpcEndpointType: "Interface", subnetIds: ["a", "b"] });
export const volume = (name: string, size: number) => named("aws:ebs/volume:Volume", name, { size, type: "gp3" });
