import type { PlanResource } from "../../../plan/plan";
import { one, out, statement } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const of = (type: string, inputs: Inputs = {}) => [one(`aws:${type}`, inputs)];
const domains = ["elasticsearch/domain:Domain", "opensearch/domain:Domain"];
const copies = ["clusterSnapshot:ClusterSnapshot", "clusterSnapshotCopy:ClusterSnapshotCopy"];
const others = ["snapshot:Snapshot", "snapshotCopy:SnapshotCopy"];
const group = one("aws:ec2/securityGroup:SecurityGroup", {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
});
const behind = (type: string, inputs: Inputs = {}) => [
    group,
    one(`aws:${type}/loadBalancer:LoadBalancer`, { securityGroups: [out(group)], ...inputs }),
];
const nodes = (remoteAccess: Inputs) => of("eks/nodeGroup:NodeGroup", { remoteAccess });
const brokers = (type: string) =>
    of("msk/cluster:Cluster", { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type } } } });
const starting = ["launchConfiguration:LaunchConfiguration", "spotInstanceRequest:SpotInstanceRequest"];
const everyone = statement({ Action: "es:*", Principal: "*" });

/** What the internet reaches, of what has it in a way of its own. */
export const opennessNeighbours: NeighboursOfRules = {
    "open-to-the-internet": {
        broken: {
            "SSH that EKS opens": nodes({ ec2SshKey: "admin" }),
            "a door of an internal classic balancer": behind("elb", { internal: true }),
        },
        sound: {
            "SSH from a group": nodes({ ec2SshKey: "admin", sourceSecurityGroupIds: ["sg-1"] }),
            "no SSH": of("eks/nodeGroup:NodeGroup"),
            ...forEach(["elb", "lb"], (type) => behind(type)),
        },
    },
    "public-database": {
        broken: {
            ...forEach(domains, (type) => of(type)),
            "brokers with addresses": brokers("SERVICE_PROVIDED_EIPS"),
            ...forEach([...copies, ...others], (type) => of(`rds/${type}`, { sharedAccounts: ["all"] })),
        },
        sound: {
            ...forEach(domains, (type) => of(type, { vpcOptions: { securityGroupIds: ["sg-1"] } })),
            "brokers without": brokers("DISABLED"),
            "brokers that say nothing": of("msk/cluster:Cluster"),
            ...forEach(copies, (type) => of(`rds/${type}`, { sharedAccounts: ["444455556666"] })),
        },
    },
    "public-address-at-launch": {
        broken: {
            ...forEach(starting, (type) => of(`ec2/${type}`, { associatePublicIpAddress: true })),
            "a default subnet": of("ec2/defaultSubnet:DefaultSubnet", { mapPublicIpOnLaunch: true }),
        },
        sound: forEach(starting, (type) => of(`ec2/${type}`, { associatePublicIpAddress: false })),
    },
    "open-to-everyone": {
        broken: {
            ...forEach(domains, (type) => of(type, { accessPolicies: everyone })),
            "a bucket of tables": of("s3tables/tableBucketPolicy:TableBucketPolicy", { resourcePolicy: everyone }),
        },
        sound: {
            "a domain in a network": of(domains[1] ?? "", { accessPolicies: everyone, vpcOptions: {} }),
            "a domain with users of its own": of(domains[1] ?? "", {
                accessPolicies: everyone,
                advancedSecurityOptions: { enabled: true },
            }),
        },
    },
};
