import type { PlanResource } from "../plan/plan";
import type { BalancerModel, CellModel, ListenerModel, ScalingGroupModel, TargetGroupModel } from "./model";
import { listOf, objectOf } from "./plan-index";
import { texts, type Reading } from "./plan-model";
import { hostAddress, parseNetwork } from "./subnet";

/** One region of a plan: its address space, balancers and scaling groups. */
export function buildCell(reading: Reading, cell: PlanResource): CellModel {
    const { index, values, problems } = reading;
    const region = values.text(cell.inputs["region"]);
    const cidr = values.text(index.ofType("aws:ec2/vpc:Vpc", region)[0]?.inputs["cidrBlock"]);
    const network = parseNetwork(cidr);
    if (network === undefined) {
        problems.push(`${region}: expected a VPC with an IPv4 cidrBlock, got "${cidr}"`);
    }
    return {
        region,
        role: values.text(cell.inputs["role"]),
        cidr,
        network: network ?? { base: 0, prefix: 0 },
        balancers: index.ofType("aws:lb/loadBalancer:LoadBalancer", region).map((lb) => buildBalancer(reading, lb)),
        groups: index.ofType("aws:autoscaling/group:Group", region).map((group) => buildGroup(reading, group)),
    };
}

function buildBalancer(reading: Reading, balancer: PlanResource): BalancerModel {
    const { index, values, problems } = reading;
    const kind = values.text(balancer.inputs["loadBalancerType"]) || "application";
    if (kind !== "application") {
        problems.push(`${balancer.name}: expected an application load balancer, got ${kind}`);
    }
    const subnets = index.targets(balancer.inputs["subnets"]);
    if (subnets.length === 0) {
        problems.push(`${balancer.name}: expected subnets, got none`);
    }
    const listeners = index
        .ofType("aws:lb/listener:Listener", balancer.region)
        .filter((listener) => index.target(listener.inputs["loadBalancerArn"])?.urn === balancer.urn);
    const groups = new Map(listeners.flatMap((listener) => forwardTargets(reading, listener)).map((g) => [g.urn, g]));
    return {
        name: balancer.name,
        dnsName: values.output(balancer.urn, "dnsName"),
        addresses: subnets.map((subnet) => hostAddress(reading.subnet(subnet), reading.place(subnet))),
        idleTimeoutSeconds: values.number(balancer.inputs["idleTimeout"], 60),
        listeners: listeners.flatMap((listener) => buildListener(reading, listener)),
        targetGroups: [...groups.values()].map((group) => buildTargetGroup(reading, group)),
    };
}

function forwardTargets({ index }: Reading, listener: PlanResource): PlanResource[] {
    return listOf(listener.inputs["defaultActions"]).flatMap(
        (action) => index.target(objectOf(action)["targetGroupArn"]) ?? [],
    );
}

function buildListener(reading: Reading, listener: PlanResource): ListenerModel[] {
    const { index, values, problems } = reading;
    const port = values.number(listener.inputs["port"], 0);
    const actions = listOf(listener.inputs["defaultActions"]);
    const action = objectOf(actions[0]);
    if (actions.length > 1) {
        problems.push(`${listener.name}: expected one default action, got ${actions.length.toFixed()}`);
    }
    const certificate = index.target(listener.inputs["certificateArn"]);
    const issued =
        certificate?.type.endsWith("CertificateValidation") === true
            ? index.target(certificate.inputs["certificateArn"])
            : certificate;
    const names =
        issued === undefined
            ? []
            : [values.text(issued.inputs["domainName"]), ...texts(reading, issued.inputs["subjectAlternativeNames"])];
    const secure = values.text(listener.inputs["protocol"]) === "HTTPS";
    if (secure && names.length === 0) {
        problems.push(`${listener.name}: expected certificateArn to name a certificate of the plan`);
    }
    const made = buildAction(reading, listener);
    if (made === undefined) {
        problems.push(`${listener.name}: expected a forward or redirect action, got "${values.text(action["type"])}"`);
        return [];
    }
    return [{ port, action: made, ...(secure ? { certificateNames: names } : {}) }];
}

function buildAction(reading: Reading, listener: PlanResource): ListenerModel["action"] | undefined {
    const { values } = reading;
    const action = objectOf(listOf(listener.inputs["defaultActions"])[0]);
    const target = forwardTargets(reading, listener)[0];
    if (target !== undefined) {
        return { type: "forward", targetGroup: target.urn };
    }
    const redirect = objectOf(action["redirect"]);
    return values.text(action["type"]) === "redirect"
        ? {
              type: "redirect",
              scheme: values.text(redirect["protocol"]).toLowerCase(),
              port: values.number(redirect["port"], 443),
              status: Number(values.text(redirect["statusCode"]).replace(/\D/g, "")) || 301,
          }
        : undefined;
}

/** Defaults are those of the API: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
function buildTargetGroup({ values, problems }: Reading, group: PlanResource): TargetGroupModel {
    const check = objectOf(group.inputs["healthCheck"]);
    const protocol = values.text(group.inputs["protocol"]);
    if (protocol !== "HTTP") {
        problems.push(
            `${group.name}: expected protocol HTTP, got "${protocol}": a twin's balancer ends TLS for targets`,
        );
    }
    const version = values.text(group.inputs["protocolVersion"]) || "HTTP1";
    if (version !== "HTTP1") {
        problems.push(`${group.name}: expected protocolVersion HTTP1, got "${version}"`);
    }
    const least = values.text(group.inputs["loadBalancingAlgorithmType"]) === "least_outstanding_requests";
    return {
        id: group.urn,
        name: group.name,
        port: values.number(group.inputs["port"], 80),
        algorithm: least ? "least_outstanding_requests" : "round_robin",
        deregistrationDelaySeconds: values.number(group.inputs["deregistrationDelay"], 300),
        healthCheck: {
            path: values.text(check["path"]) || "/",
            intervalSeconds: values.number(check["interval"], 30),
            timeoutSeconds: values.number(check["timeout"], 5),
            healthyThreshold: values.number(check["healthyThreshold"], 5),
            unhealthyThreshold: values.number(check["unhealthyThreshold"], 2),
            matcher: values.text(check["matcher"]) || "200",
        },
    };
}

function buildGroup(reading: Reading, group: PlanResource): ScalingGroupModel {
    const { index, values, problems } = reading;
    const template = index.target(objectOf(group.inputs["launchTemplate"])["id"]);
    if (template === undefined) {
        problems.push(`${group.name}: expected launchTemplate.id to name a launch template of the plan`);
    }
    const subnets = index.targets(group.inputs["vpcZoneIdentifiers"]);
    if (subnets.length === 0) {
        problems.push(`${group.name}: expected vpcZoneIdentifiers, got none`);
    }
    const minimum = values.number(group.inputs["minSize"], 0);
    return {
        name: group.name,
        minimum,
        maximum: values.number(group.inputs["maxSize"], minimum),
        targetGroups: index.targets(group.inputs["targetGroupArns"]).map(({ urn }) => urn),
        subnets: subnets.map((subnet) => reading.subnet(subnet)),
        userData: values.text(template?.inputs["userData"]),
    };
}
