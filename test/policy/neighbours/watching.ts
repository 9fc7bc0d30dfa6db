import type { PlanResource } from "../../../plan/plan";
import { one, out, withoutRegion } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const topic = one("aws:sns/topic:Topic");
const alarm = (inputs: Inputs = {}, name = "alarm") => one("aws:cloudwatch/metricAlarm:MetricAlarm", inputs, { name });
const composite = (inputs: Inputs = {}) => one("aws:cloudwatch/compositeAlarm:CompositeAlarm", inputs);
const telling = { alarmActions: [out(topic, "arn")] };
const target = (inputs: Inputs) => [one("aws:lb/targetGroup:TargetGroup", inputs)];
const watching = (namespace: string, called: string) =>
    alarm({ namespace, metricName: "Errors", dimensions: { Of: called } });

const balancer = one("aws:lb/loadBalancer:LoadBalancer", { name: "orders" });
const classic = one("aws:elb/loadBalancer:LoadBalancer", { name: "orders" });
const arned = one(
    "aws:lb/loadBalancer:LoadBalancer",
    {},
    { ids: ["arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/orders/50dc"] },
);
const cache = one("aws:elasticache/replicationGroup:ReplicationGroup", { replicationGroupId: "orders" });
const model = one("aws:sagemaker/endpoint:Endpoint", { name: "orders" });
const database = one("aws:rds/instance:Instance", { identifier: "orders" });
const check = one("aws:route53/healthCheck:HealthCheck", {}, { ids: ["orders"] });
const table = one("aws:dynamodb/table:Table", { name: "orders" });
const global = one("aws:rds/globalCluster:GlobalCluster", { globalClusterIdentifier: "orders" });
const members = ["eu-west-1", "us-east-1"].map((region) =>
    one("aws:rds/cluster:Cluster", { globalClusterIdentifier: out(global) }, { name: region, region }),
);
const lag = (inputs: Inputs) => alarm({ namespace: "AWS/RDS", metricName: "AuroraGlobalDBRPOLag", ...inputs });

/** Alarms and health checks. */
export const watchingNeighbours: NeighboursOfRules = {
    "balancer-without-alarm": {
        broken: {
            "an alarm of another service": [balancer, watching("AWS/RDS", "orders")],
            "an alarm of another kind of balancer": [classic, watching("AWS/ApplicationELB", "orders")],
            "a part of its path": [arned, watching("AWS/ApplicationELB", "app/orders")],
            ...forEach(["applicationloadbalancing", "elasticloadbalancing", "elasticloadbalancingv2"], (older) => [
                one(`aws:${older}/loadBalancer:LoadBalancer`),
            ]),
        },
        sound: {
            "a classic one's": [classic, watching("AWS/ELB", "orders")],
            "the end of its ARN": [arned, watching("AWS/ApplicationELB", "app/orders/50dc")],
            ...forEach(["AWS/ApplicationELB", "AWS/NetworkELB", "AWS/GatewayELB"], (space) => [
                balancer,
                watching(space, "orders"),
            ]),
        },
    },
    "cache-without-alarm": {
        broken: {
            "an alarm of another service": [cache, watching("AWS/RDS", "orders")],
            ...forEach(["orders-1", "orders-00001", "orders-001-002-003", "my-orders-001", "others-001"], (name) => [
                cache,
                watching("AWS/ElastiCache", name),
            ]),
        },
        sound: forEach(["orders", "orders-001", "orders-0001-002"], (name) => [
            cache,
            watching("AWS/ElastiCache", name),
        ]),
    },
    "model-without-alarm": {
        broken: { "an alarm of another service": [model, watching("AWS/RDS", "orders")] },
        sound: forEach(["AWS/SageMaker", "/aws/sagemaker/Endpoints"], (space) => [model, watching(space, "orders")]),
    },
    "database-without-alarm": {
        broken: {
            "an instance without one": [database],
            "an alarm of another service": [database, watching("AWS/DynamoDB", "orders")],
        },
        sound: { "an instance with one": [database, watching("AWS/RDS", "orders")] },
    },
    "health-check-without-alarm": {
        broken: { "an alarm of another service": [check, { ...watching("AWS/RDS", "orders"), region: "us-east-1" }] },
        sound: { "one in us-east-1": [check, { ...watching("AWS/Route53", "orders"), region: "us-east-1" }] },
    },
    "table-without-alarm": {
        broken: {
            "a query of another table": [
                table,
                alarm({
                    metricQueries: [
                        { metric: { namespace: "AWS/DynamoDB", metricName: "E", dimensions: { Of: "x" } } },
                    ],
                }),
            ],
        },
        sound: {
            "one query of several": [
                table,
                alarm({
                    metricQueries: [
                        { expression: "m1" },
                        { metric: { namespace: "AWS/DynamoDB", metricName: "E", dimensions: { Of: "orders" } } },
                    ],
                }),
            ],
            "one dimension of several": [
                table,
                alarm({ namespace: "AWS/DynamoDB", metricName: "E", dimensions: { A: "GetItem", B: "orders" } }),
            ],
        },
    },
    "replication-without-alarm": {
        broken: {
            "an alarm on another metric": [
                global,
                ...members,
                lag({ metricName: "CPU", dimensions: { Of: "orders" } }),
            ],
        },
        sound: {
            "what has no region is watched from any": [
                withoutRegion(global),
                ...members,
                lag({ dimensions: { Of: "orders" } }),
            ],
            "an alarm whose region nobody says": [
                global,
                ...members,
                withoutRegion(lag({ dimensions: { Of: "orders" } })),
            ],
            "nothing is copied yet": [global, ...members.slice(1)],
        },
    },
    "alarm-tells-nobody": {
        broken: {
            "switched off, and nothing reads it": [alarm({ ...telling, actionsEnabled: false })],
            "read by nobody but itself": [composite({ alarmRule: "ALARM(x)" })],
        },
        sound: {
            "switched off, and another reads it": [
                alarm({ actionsEnabled: false }),
                composite({ alarmRule: `ALARM("\${${alarm().urn}#arn}")`, ...telling }),
            ],
        },
    },
    "topic-reaches-nobody": {
        broken: {
            "one alarm of several is sent there": [topic, alarm(telling), alarm({}, "silent")],
            "of a composite alarm": [topic, composite(telling)],
        },
        sound: { "no alarm is sent there": [topic, alarm({ alarmActions: ["arn"] })], "no alarm at all": [topic] },
    },
    "target-check-too-kind": {
        sound: { "nothing said": target({}), "gRPC's codes": target({ healthCheck: { matcher: "0-99" } }) },
    },
    "target-check-only-connects": {
        broken: {
            "by TCP": target({ protocol: "HTTP", healthCheck: { protocol: "TCP" } }),
            "by AWS's default for TLS": target({ protocol: "TLS" }),
        },
        sound: {
            "nothing said": target({}),
            ...forEach(["HTTP", "HTTPS"], (protocol) => target({ protocol })),
            "by HTTPS": target({ protocol: "TCP", healthCheck: { protocol: "HTTPS" } }),
        },
    },
};
