import type { Plan, PlanResource } from "../plan/plan";
import { listOf, objectOf, PlanIndex } from "./plan-index";
import type { Unrun } from "./unrun";

type Inputs = PlanResource["inputs"];

const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const listenerType = "aws:lb/listener:Listener";
const groupType = "aws:lb/targetGroup:TargetGroup";

interface Feature {
    /** As the report calls it. */
    readonly kind: string;
    readonly type: string;
    /** Whether a resource of the type has it; every one when left out. */
    readonly when?: (inputs: Inputs) => boolean;
}

/**
 * What a balancer may have and a twin's does not do, in AWS's words. The platform serves without each of these, to
 * clients that ask for nothing special; what it could not serve without is refused when the plan is read.
 */
const features: readonly Feature[] = [
    { kind: "listener rules", type: "aws:lb/listenerRule:ListenerRule" },
    { kind: "further certificates", type: "aws:lb/listenerCertificate:ListenerCertificate" },
    {
        kind: "mutual TLS",
        type: listenerType,
        when: ({ mutualAuthentication }) => !["", "off"].includes(modeOf(mutualAuthentication)),
    },
    {
        kind: "HSTS headers",
        type: listenerType,
        when: (inputs) => "routingHttpResponseStrictTransportSecurityHeaderValue" in inputs,
    },
    { kind: "stickiness", type: groupType, when: ({ stickiness }) => objectOf(stickiness)["enabled"] === true },
    { kind: "slow start", type: groupType, when: ({ slowStart }) => Number(slowStart ?? 0) > 0 },
    {
        kind: "weighted random routing",
        type: groupType,
        when: ({ loadBalancingAlgorithmType }) => loadBalancingAlgorithmType === "weighted_random",
    },
    {
        kind: "cross-zone off",
        type: groupType,
        when: ({ loadBalancingCrossZoneEnabled }) => loadBalancingCrossZoneEnabled === "false",
    },
    { kind: "target group health", type: groupType, when: (inputs) => "targetGroupHealth" in inputs },
    { kind: "IPv6", type: balancerType, when: ({ ipAddressType }) => ipAddressType === "dualstack" },
    { kind: "zonal shift", type: balancerType, when: ({ enableZonalShift }) => enableZonalShift === true },
    { kind: "client keep-alive limits", type: balancerType, when: (inputs) => "clientKeepAlive" in inputs },
    { kind: "access logs", type: balancerType, when: (inputs) => "accessLogs" in inputs },
];

function modeOf(mutual: Inputs[string] | undefined): string {
    const { mode } = objectOf(mutual);
    return typeof mode === "string" ? mode : "";
}

/** What the balancers of a plan have and a twin's leave out, by name, with the number of resources that have it. */
export function unrunOfBalancers(plan: Plan): readonly Unrun[] {
    const index = new PlanIndex(plan);
    const counted = features.map(({ kind, type, when = () => true }) => ({
        kind,
        count: index.ofType(type).filter(({ inputs }) => when(inputs)).length,
    }));
    return [...counted, { kind: "target groups without a listener of their own", count: unasked(index) }].filter(
        ({ count }) => count > 0,
    );
}

/** Target groups that rules alone send requests to. */
function unasked(index: PlanIndex): number {
    const asked = index
        .ofType(listenerType)
        .flatMap(({ inputs }) => listOf(inputs["defaultActions"]))
        .map((action) => index.target(objectOf(action)["targetGroupArn"])?.urn);
    return index.ofType(groupType).filter(({ urn }) => !asked.includes(urn)).length;
}
