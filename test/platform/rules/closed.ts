import type { Plan, PlanResource, PlanValue } from "../../../plan/plan";
import { field, listed, ofType, text } from "../../components/platforms";
import { aws } from "../facts";

const line = ({ type, name }: PlanResource, what: string): string => `${type} ${name}: ${what}`;

/** The resource that a value is an output of. */
function targetOf(recorded: Plan, value: unknown): PlanResource | undefined {
    const urn = field(value as PlanValue, "$ref", "urn");
    return recorded.resources.find((resource) => resource.urn === urn);
}

/** Rules that let the whole internet in, but for web ports of a public balancer; and rules that stand inside groups. */
export function openDoors(recorded: Plan): string[] {
    const balancers = ofType(recorded, "aws:lb/loadBalancer:LoadBalancer").filter(
        ({ inputs }) => inputs["internal"] === false,
    );
    const doors = new Set(
        balancers.flatMap(({ inputs }) =>
            listed(inputs["securityGroups"]).map((group) => targetOf(recorded, group)?.urn),
        ),
    );
    return aws(recorded).flatMap((resource) => {
        const { inputs, type } = resource;
        if (/:(SecurityGroup|DefaultSecurityGroup)$/.test(type)) {
            return ["ingress", "egress"].filter((key) => key in inputs).map((key) => line(resource, `${key} inline`));
        }
        if (/:(SecurityGroupRule|NetworkAclRule|DefaultNetworkAcl)$/.test(type)) {
            return [line(resource, "a kind of rule that this walk does not read")];
        }
        if (!type.endsWith(":SecurityGroupIngressRule") || !fromAnywhere(inputs)) {
            return [];
        }
        const { fromPort, ipProtocol, toPort } = inputs;
        const web = ipProtocol === "tcp" && fromPort === toPort && (fromPort === 80 || fromPort === 443);
        const ofBalancer = doors.has(targetOf(recorded, inputs["securityGroupId"])?.urn);
        return web && ofBalancer ? [] : [line(resource, `port ${text(fromPort)} from anywhere`)];
    });
}

/** A block of half the internet is as open as all of it. */
function fromAnywhere({ cidrIpv4, cidrIpv6, prefixListId }: PlanResource["inputs"]): boolean {
    const wide = [cidrIpv4, cidrIpv6].some((block) => typeof block === "string" && Number(block.split("/")[1]) < 8);
    return wide || prefixListId !== undefined;
}

/** Listeners that speak without TLS: only the one that sends clients to HTTPS may, and one whose targets end TLS. */
export function plainListeners(recorded: Plan): string[] {
    return ofType(recorded, "aws:lb/listener:Listener").flatMap((listener) => {
        const { defaultActions, port, protocol, sslPolicy } = listener.inputs;
        if (protocol === "HTTPS" || protocol === "TLS") {
            return /-TLS13-/.test(text(sslPolicy)) ? [] : [line(listener, `policy ${text(sslPolicy)}`)];
        }
        const [action] = listed(defaultActions);
        const redirects = field(action, "redirect", "protocol") === "HTTPS" && protocol === "HTTP" && port === 80;
        const target = targetOf(recorded, field(action, "targetGroupArn"));
        const passes = protocol === "TCP" && port === 443 && target?.inputs["protocol"] === "TCP";
        return redirects || passes ? [] : [line(listener, `${text(protocol)} on port ${text(port)}`)];
    });
}

/** Instances whose metadata an app can be tricked into telling, and databases with a public address. */
export function exposedMachines(recorded: Plan): string[] {
    const talkative = ofType(recorded, "aws:ec2/launchTemplate:LaunchTemplate")
        .filter(({ inputs }) => field(inputs, "metadataOptions", "httpTokens") !== "required")
        .map((template) => line(template, "IMDSv1"));
    const exposed = aws(recorded)
        .filter(({ type, inputs }) =>
            type === "aws:rds/clusterInstance:ClusterInstance"
                ? inputs["publiclyAccessible"] !== false
                : inputs["publiclyAccessible"] === true || inputs["associatePublicIpAddress"] === true,
        )
        .map((resource) => line(resource, "has a public address"));
    const wild = ofType(recorded, "aws:ec2/subnet:Subnet")
        .filter(({ inputs }) => inputs["mapPublicIpOnLaunch"] === true)
        .map((subnet) => line(subnet, "gives whatever starts in it a public address"));
    return [...talkative, ...exposed, ...wild];
}

/** What each bucket must have beside it, by type, and what that must say. */
const bucketGuards: Readonly<Record<string, (inputs: PlanResource["inputs"]) => boolean>> = {
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": (inputs) =>
        ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].every(
            (key) => inputs[key] === true,
        ),
    "aws:s3/bucketPolicy:BucketPolicy": ({ policy }) => /"aws:SecureTransport"/.test(text(policy)),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": () => true,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ({ rule }) =>
        field(rule, "objectOwnership") === "BucketOwnerEnforced",
};

/** Buckets that lack a guard, and default security groups that nobody has closed. */
export function unguarded(recorded: Plan): string[] {
    const open = ofType(recorded, "aws:s3/bucket:Bucket").flatMap((bucket) =>
        Object.entries(bucketGuards)
            .filter(
                ([type, holds]) =>
                    !ofType(recorded, type).some(
                        ({ inputs }) => targetOf(recorded, inputs["bucket"])?.urn === bucket.urn && holds(inputs),
                    ),
            )
            .map(([type]) => line(bucket, `no ${type}`)),
    );
    const closed = ofType(recorded, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").map(
        ({ inputs }) => targetOf(recorded, inputs["vpcId"])?.urn,
    );
    return [
        ...open,
        ...ofType(recorded, "aws:ec2/vpc:Vpc")
            .filter(({ urn }) => !closed.includes(urn))
            .map((vpc) => line(vpc, "its default security group is open")),
    ];
}
