import type { Plan } from "../../../plan/plan";
import { text } from "../../components/platforms";

/** Physical names are Pulumi's: the logical name, a dash and seven random characters. */
const suffix = 8;
const nameLimits: Readonly<Record<string, number>> = {
    "aws:lb/loadBalancer:LoadBalancer": 32 - suffix,
    "aws:lb/targetGroup:TargetGroup": 32 - suffix,
    "aws:s3/bucket:Bucket": 63 - suffix,
    "aws:arcregionswitch/plan:Plan": 32 - suffix,
    "aws:iam/role:Role": 64 - suffix,
    "aws:scheduler/schedule:Schedule": 64 - suffix,
    "aws:elasticache/replicationGroup:ReplicationGroup": 40 - suffix,
    "aws:elasticache/serverlessCache:ServerlessCache": 40 - suffix,
    // Typed by name: no suffix.
    "aws:elasticache/user:User": 40,
    "aws:elasticache/userGroup:UserGroup": 40,
    "aws:rds/cluster:Cluster": 63 - suffix,
    "aws:rds/clusterInstance:ClusterInstance": 63 - suffix,
};

/** Names that AWS would refuse for their length. */
export function tooLong(recorded: Plan): string[] {
    return (
        recorded.resources
            // A prefix of six characters, of which AWS's provider makes the whole name, is not the logical one.
            .filter(({ inputs }) => !/^.{1,6}$/.test(text(inputs["namePrefix"] ?? "")))
            .filter(({ type, name }) => name.length > (nameLimits[type] ?? Infinity))
            .map(({ type, name }) => `${type} ${name}`)
    );
}
