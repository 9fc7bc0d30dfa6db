import type { Plan } from "../../../plan/plan";
import { plannedNames } from "../../../routing/from-plan/planned-names";
import { latencyFromPlan, zoneFromPlan } from "../../../routing/from-plan/zone-from-plan";
import type { Zone, ZoneState } from "../../../routing/zone";
import { CommandError } from "../../exit";
import { readJson, readPlan } from "../../plan-file";
import { recordStack } from "../../stack";
import { nameOf } from "../../text-file";
import { refuseBeside, stackOf } from "../stack-options";
import { brief, listOf } from "./state-file";
import { formProblems } from "./zone-form";
import type { ZoneOptions } from "./zone-options";

/** A zone, with the plan that it comes from when it does, and the state that holds unless a state file says otherwise. */
export interface ZoneInput {
    readonly zone: Zone;
    readonly plan?: Plan;
    /** Latency of the plan's declared round trips; empty for a zone file. */
    readonly state: ZoneState;
    /** What a message calls it: `zone.json`, `plan of staging`. */
    readonly source: string;
}

/** @throws CommandError 2 when a file is not what it should be, RoutingError when the zone is one that Route 53 would refuse */
export async function readZone(options: ZoneOptions): Promise<ZoneInput> {
    if ((options.zone ?? options.plan) !== undefined) {
        refuseBeside("--zone or --plan", options);
    }
    if (options.zone !== undefined) {
        return { zone: zoneFile(options.zone), state: {}, source: nameOf(options.zone) };
    }
    const plan = options.plan === undefined ? await recordStack(stackOf(options), options.set) : readPlan(options.plan);
    return {
        zone: zoneFromPlan(plan, plannedNames(plan)),
        plan,
        state: { latency: latencyFromPlan(plan) },
        source: `plan of ${plan.stack}`,
    };
}

function zoneFile(file: string): Zone {
    const content = readJson(file, "a zone file");
    if (!isZone(content)) {
        throw new CommandError(
            `${nameOf(file)} is not a zone file: expected {"HostedZone", "ResourceRecordSets", "HealthChecks"} as \`antipode routing import\` writes it, got ${likeness(content)}`,
            2,
        );
    }
    const problems = formProblems(content);
    if (problems.length > 0) {
        throw new CommandError(listOf(`${nameOf(file)} is not a zone file`, problems), 2);
    }
    return content;
}

function isZone(content: unknown): content is Zone {
    if (typeof content !== "object" || content === null || !("HostedZone" in content)) {
        return false;
    }
    return (
        "ResourceRecordSets" in content &&
        Array.isArray(content.ResourceRecordSets) &&
        "HealthChecks" in content &&
        Array.isArray(content.HealthChecks)
    );
}

/** What was given in place of a zone file, and how to make one of it where that can be. */
function likeness(content: unknown): string {
    const has = (...keys: string[]) =>
        typeof content === "object" && content !== null && keys.every((key) => key in content);
    const importIt = "`antipode routing import --zone <id>` makes a zone file, with name and health checks";
    if (has("ResourceRecordSets")) {
        return `what \`aws route53 list-resource-record-sets\` prints; ${importIt}`;
    }
    if (has("HostedZone") || has("HostedZones")) {
        return `a hosted zone without its records, as \`aws route53 ${has("HostedZone") ? "get-hosted-zone" : "list-hosted-zones"}\` prints; ${importIt}`;
    }
    if (has("HealthChecks")) {
        return `what \`aws route53 list-health-checks\` prints; ${importIt}`;
    }
    if (has("version", "resources")) {
        return "a plan; give it as --plan";
    }
    if (has("healthChecks") || has("targets") || has("latency")) {
        return "a state file; give it as --state";
    }
    return brief(content);
}
