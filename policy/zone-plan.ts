import type { Plan, PlanResource, PlanValue } from "../plan/plan";
import { isReference } from "../plan/token";
import { dependenciesOf, isUnknown } from "../plan/unknown";

const certificate = "aws:acm/certificate:Certificate";

/** What records and checks name by what AWS calls it, and the output that this is. */
const called: { readonly [type: string]: string } = {
    "aws:lb/loadBalancer:LoadBalancer": "dnsName",
    "aws:route53/healthCheck:HealthCheck": "id",
    "aws:route53/zone:Zone": "zoneId",
};

/**
 * The plan as readers of zones read one: a preview or an export names zones, checks and balancers as AWS does, a recorded
 * program by reference; and a record that only proves a domain to ACM, whose name nobody knows yet, decides no answer.
 */
export function zonePlan(plan: Plan): Plan {
    const certificates = new Set(plan.resources.filter(({ type }) => type === certificate).map(({ urn }) => urn));
    const byId = new Map(
        plan.resources.flatMap(({ ids = [], type, urn }) => {
            const output = called[type];
            return output === undefined ? [] : ids.map((id): [string, PlanValue] => [id, { $ref: { urn, output } }]);
        }),
    );
    const proves = ({ inputs }: PlanResource): boolean => {
        const { name = null } = inputs;
        return isUnknown(name) && dependenciesOf(name).some((urn) => certificates.has(urn));
    };
    return {
        ...plan,
        resources: plan.resources
            .filter((one) => one.type !== "aws:route53/record:Record" || !proves(one))
            .map((one) => (one.type.startsWith("aws:route53/") ? { ...one, inputs: linked(one.inputs, byId) } : one)),
    };
}

type Inputs = PlanResource["inputs"];

/** Properties that name one output of one resource, and which output that is. */
const outputs: { readonly [property: string]: string } = {
    childHealthchecks: "id",
    healthCheckId: "id",
    zoneId: "zoneId",
};

function linked(inputs: Inputs, byId: ReadonlyMap<string, PlanValue>): Inputs {
    return Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => {
            const output = outputs[key];
            if (key === "aliases" && Array.isArray(value)) {
                return [key, value.map((alias: PlanValue) => (alias ? linkedAlias(alias as Inputs, byId) : alias))];
            }
            return [key, output === undefined ? value : link(output, value, byId)];
        }),
    );
}

/** A balancer's zone is AWS's own: only its name tells which balancer it is. */
function linkedAlias(alias: Inputs, byId: ReadonlyMap<string, PlanValue>): Inputs {
    const { name = null, zoneId = null } = alias;
    const target = link("dnsName", name, byId);
    return {
        ...alias,
        name: target,
        zoneId:
            isReference(target) && typeof name === "string"
                ? { $ref: { ...target.$ref, output: "zoneId" } }
                : link("zoneId", zoneId, byId),
    };
}

function link(output: string, value: PlanValue, byId: ReadonlyMap<string, PlanValue>): PlanValue {
    if (Array.isArray(value)) {
        return value.map((one: PlanValue) => link(output, one, byId));
    }
    if (typeof value === "string") {
        return byId.get(value) ?? value;
    }
    const [urn, ...others] = isUnknown(value) ? dependenciesOf(value) : [];
    return urn !== undefined && others.length === 0 ? { $ref: { urn, output } } : value;
}
