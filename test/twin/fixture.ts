import type { Plan, PlanResource, PlanValue } from "../../plan/plan";

/** A urn of the fixture's plan. */
export function urnOf(type: string, name: string): string {
    return `urn:pulumi:test::antipode::${type}::${name}`;
}

export function reference(type: string, name: string, output: string): PlanValue {
    return { $ref: { urn: urnOf(type, name), output } };
}

/** A resource of the fixture's one region. */
function resource(type: string, name: string, inputs: { [key: string]: PlanValue }): PlanResource {
    const isAws = type.startsWith("aws:");
    const common = { urn: urnOf(type, name), type, name, custom: isAws, options: {}, inputs, dependencies: [] };
    return isAws ? { ...common, region: "eu-west-1" } : common;
}

const certificate = "aws:acm/certificate:Certificate";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
const targets = "aws:lb/targetGroup:TargetGroup";
const subnet = "aws:ec2/subnet:Subnet";
const template = "aws:ec2/launchTemplate:LaunchTemplate";

/** One cell with a balancer in two zones and a group of two instances; what a test replaces is found by its name. */
export function smallPlan(replace: { readonly [name: string]: { readonly [key: string]: PlanValue } } = {}): Plan {
    const resources = [
        resource("antipode:platform:Platform", "platform", {
            domain: "example.test",
            initialWriter: "eu-west-1",
            assumptions: { bootSeconds: 40, healthToDnsSeconds: { min: 1, max: 5 }, regionRttMilliseconds: {} },
        }),
        resource("antipode:platform:Cell", "cell", { region: "eu-west-1", role: "active" }),
        resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.20.0.0/16" }),
        resource(subnet, "public-a", { cidrBlock: "10.20.0.0/22" }),
        resource(subnet, "public-b", { cidrBlock: "10.20.4.0/22" }),
        resource(subnet, "app-a", { cidrBlock: "10.20.32.0/22" }),
        resource(certificate, "certificate", {
            domainName: "app.example.test",
            subjectAlternativeNames: ["*.app.example.test"],
        }),
        resource(balancer, "web", {
            subnets: [reference(subnet, "public-a", "id"), reference(subnet, "public-b", "id")],
        }),
        resource(targets, "orders", { port: 8080, protocol: "HTTP", healthCheck: { path: "/healthz", interval: 10 } }),
        resource("aws:lb/listener:Listener", "https", {
            loadBalancerArn: reference(balancer, "web", "arn"),
            port: 443,
            protocol: "HTTPS",
            certificateArn: reference(certificate, "certificate", "arn"),
            defaultActions: [{ type: "forward", targetGroupArn: reference(targets, "orders", "arn") }],
        }),
        resource(template, "template", { userData: "#cloud-config\n{}" }),
        resource("aws:autoscaling/group:Group", "group", {
            minSize: 2,
            maxSize: 4,
            launchTemplate: { id: reference(template, "template", "id") },
            vpcZoneIdentifiers: [reference(subnet, "app-a", "id")],
            targetGroupArns: [reference(targets, "orders", "arn")],
        }),
    ];
    const replaced = resources.map((one) => ({ ...one, inputs: { ...one.inputs, ...replace[one.name] } }));
    return { version: 1, project: "antipode", stack: "test", resources: replaced };
}
