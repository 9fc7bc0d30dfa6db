import type { PlatformConfig } from "../../../config";
import type { Plan, PlanResource } from "../../../plan/plan";
import { ancestor, field, text } from "../../components/platforms";
import { aws, sourceOf } from "../facts";

/** Alarms about Route 53 stand where its metrics are, and switches in a region that is not their cell's. */
function standsElsewhere({ inputs }: PlanResource): boolean {
    const { namespace, region } = inputs;
    return (namespace === "AWS/Route53" && region === "us-east-1") || namespace === "Antipode/Traffic";
}

/** What stands where there is no cell: in us-east-1 what tells of Route 53's checks, and in its own region the runner. */
function standsBeside(recorded: Plan, resource: PlanResource, { gameday, name }: PlatformConfig): boolean {
    const { region } = resource.inputs;
    const isIn = (type: string, component: string): boolean => ancestor(recorded, resource, type)?.name === component;
    const isKey = isIn("antipode:keys:Keys", name) && !resource.name.startsWith(`${name}-shared`);
    if (region === "us-east-1") {
        return isKey || isIn("antipode:watching:Watching", `${name}-traffic`);
    }
    const runner = `${name}-gameday`;
    const isRunner = isIn("antipode:game-day-runner:GameDayRunner", runner) || isIn("antipode:bucket:Bucket", runner);
    return gameday !== "none" && region === gameday.region && (isKey || isRunner);
}

/** What is wrong with the regions of a plan: one line for each resource in no region, or in another than its cell's. */
export function strays(recorded: Plan, config: PlatformConfig): string[] {
    return aws(recorded).flatMap((resource) => {
        const cell = ancestor(recorded, resource, "antipode:platform:Cell");
        const wanted = field(cell?.inputs, "region");
        const got = resource.inputs["region"];
        const right = takesRegion(resource.type)
            ? wanted === undefined
                ? (typeof got === "string" && got in config.regions) ||
                  standsElsewhere(resource) ||
                  standsBeside(recorded, resource, config)
                : got === wanted
            : got === undefined;
        return right ? [] : [`${resource.type} ${resource.name}: ${text(got)} instead of ${text(wanted)}`];
    });
}

/** A plan of Region switch is above regions: the provider deprecates its region (arcregionswitch/plan.d.ts). */
function takesRegion(type: string): boolean {
    return type !== "aws:arcregionswitch/plan:Plan" && sourceOf(type).includes('resourceInputs["region"]');
}

/** Resources that are made by another provider than the account's one, or within the runner of drills than its own. */
export function strangers(recorded: Plan, { name: platform }: PlatformConfig): string[] {
    return aws(recorded)
        .filter((resource) => {
            const runner = ancestor(recorded, resource, "antipode:game-day-runner:GameDayRunner");
            return !resource.provider?.endsWith(`::pulumi:providers:aws::${runner?.name ?? platform}`);
        })
        .map(({ name, type }) => `${type} ${name}: not by the account's provider`);
}

/** Resources that could have tags and have none. */
export function untagged(recorded: Plan): string[] {
    return aws(recorded)
        .filter(({ type, inputs }) => field(inputs, "tags") === undefined && takesTags(type))
        .map(({ name, type }) => `${type} ${name}: no tags`);
}

function takesTags(type: string): boolean {
    return sourceOf(type).includes('resourceInputs["tagsAll"]');
}
