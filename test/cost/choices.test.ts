import assert from "node:assert/strict";
import { begun, chosen, refusal, type Chosen, type Inputs } from "./choices/chosen";
import { growing } from "./choices/growing";
import { machineChoices } from "./choices/machines";
import { serviceChoices } from "./choices/services";
import { bill, costOf, reasonOf, ref } from "./mappers/bill";
import { resource } from "./plans";

const all = [...machineChoices, ...serviceChoices];

describe("an input that chooses among prices", () => {
    for (const one of all) {
        it(`is not taken for the default: ${one.path} of ${one.type}`, () => {
            const { state } = costOf(one.plan("weird"));
            assert.deepEqual(state, { kind: "not priced", reason: refusal(one, "weird") });
        });

        it(`may be all that AWS knows: ${one.path} of ${one.type}`, () => {
            const refused = one.valid.filter((text) => reasonOf(one.plan(text)) === refusal(one, text));
            assert.deepEqual(refused, []);
        });
    }

    // An empty member of a list is still a member.
    for (const { type, path, plan } of all.filter(({ path }) => !path.endsWith(".0"))) {
        it(`is the default when it is empty, as the provider reads it: ${path} of ${type}`, () => {
            assert.equal(reasonOf(plan("")), reasonOf(plan(undefined)));
            assert.deepEqual(bill(plan("")), bill(plan(undefined)));
        });
    }
});

/** `constructor` is a word that tables in the code answer to, too. */
const odd = ["weird", "constructor"];

describe("an input of which AWS adds values", () => {
    for (const [type, path, row, inputs] of growing) {
        it(`names the row of one that the list has not: ${path} of ${type}`, () => {
            for (const text of odd) {
                const { state, lines } = costOf(chosen([type, path, text], inputs).plan(text));
                const missing = lines.flatMap(({ charge }) => (charge.kind === "no price" ? [charge.name] : []));
                const rows = missing.map(({ service, label }) => `${service}: ${label}`);
                assert.match(state.kind, /^(not|partly) priced$/);
                assert.ok(rows.includes(row(text)), rows.join("; "));
            }
        });
    }
});

const broker = { hostInstanceType: "mq.m5.large", engineType: "RabbitMQ" };
const definition = resource("aws:ecs/taskDefinition:TaskDefinition", { cpu: "256", memory: "512" }, { name: "task" });
const anyCase: readonly (readonly [type: string, path: string, text: string, inputs: Inputs])[] = [
    ["aws:mq/broker:Broker", "engineType", "RabbitMQ", { hostInstanceType: "mq.m5.large" }],
    ["aws:mq/broker:Broker", "deploymentMode", "CLUSTER_MULTI_AZ", broker],
    ["aws:mq/broker:Broker", "storageType", "EBS", { ...broker, engineType: "ActiveMQ" }],
    ["aws:batch/computeEnvironment:ComputeEnvironment", "computeResources.type", "FARGATE", {}],
    [
        "aws:rds/instance:Instance",
        "engine",
        "PostgreS",
        { instanceClass: "db.m7g.large", storageType: "gp3", allocatedStorage: 100, engineVersion: "12" },
    ],
    [
        "aws:eks/nodeGroup:NodeGroup",
        "warmPoolConfig.poolState",
        "RUNNING",
        { scalingConfig: { minSize: 1, maxSize: 2 }, warmPoolConfig: { minSize: 1 } },
    ],
];

describe("an input that the provider takes in any case", () => {
    for (const [type, path, text, inputs] of anyCase) {
        it(`chooses the same in small letters: ${path} of ${type}`, () => {
            const { plan } = chosen([type, path, text], inputs);
            assert.deepEqual(bill(plan(text.toLowerCase())), bill(plan(text)));
            assert.notDeepEqual(bill(plan(text)), bill(plan(undefined)));
        });
    }
});

/** Why a text that AWS knows has no price here all the same. */
const unpriced: readonly (readonly [
    input: readonly [type: string, path: string],
    text: string,
    reason: RegExp,
    Inputs?,
])[] = [
    [
        ["aws:ec2/instance:Instance", "instanceMarketOptions.marketType"],
        "capacity-block",
        /^instanceMarketOptions.marketType: expected spot or none, which alone have prices by the hour/,
        { instanceType: "m7g.xlarge" },
    ],
    [
        ["aws:eks/nodeGroup:NodeGroup", "capacityType"],
        "CAPACITY_BLOCK",
        /^capacityType: expected ON_DEMAND or SPOT, which alone have prices by the hour/,
        { scalingConfig: { minSize: 1, maxSize: 1 } },
    ],
    [
        ["aws:cloudfront/distribution:Distribution", "viewerCertificate.sslSupportMethod"],
        "static-ip",
        /^no price for AmazonCloudFront: Certificate on static addresses per hour$/,
    ],
    [["aws:glue/job:Job", "command.name"], "glueray", /^no price for AWSGlue: Ray Job run$/],
    [
        ["aws:ec2/natGateway:NatGateway", "connectivityType"],
        "private",
        /^connectivityType: expected public, as every regional gateway is/,
        { availabilityMode: "regional", availabilityZoneAddresses: [{}] },
    ],
    [
        ["aws:apprunner/service:Service", "instanceConfiguration.cpu"],
        "2 GB",
        /^instanceConfiguration.cpu: expected a size such as 1024 or 1 vCPU/,
    ],
    [
        ["aws:route53/healthCheck:HealthCheck", "requestInterval"],
        "20",
        /^requestInterval: expected 10 or 30, got 20$/,
        { type: "HTTPS" },
    ],
    [["aws:eks/cluster:Cluster", "version"], "latest", /^version: expected a version such as 1\.\d+, got "latest"$/],
    [
        ["aws:rds/instance:Instance", "engineVersion"],
        "v12",
        /^engineVersion: expected a version such as \d+, got "v12"$/,
        { engine: "postgres", instanceClass: "db.m7g.large", storageType: "gp3", allocatedStorage: 100 },
    ],
    [
        ["aws:elasticache/cluster:Cluster", "engineVersion"],
        "newest",
        /^engineVersion: expected a version such as \d+, got "newest"$/,
        { engine: "redis", nodeType: "cache.m7g.large" },
    ],
    [
        ["aws:elasticsearch/domain:Domain", "elasticsearchVersion"],
        "newest",
        /^elasticsearchVersion: expected a version such as OpenSearch_\d+\.\d+, got "Elasticsearch_newest"$/,
        { clusterConfig: { instanceType: "m7g.large.elasticsearch" } },
    ],
    [["aws:glue/job:Job", "workerType"], "weird", /^how many DPUs workerType weird has/],
    [
        ["aws:cloudtrail/trail:Trail", "advancedEventSelectors.0.fieldSelectors.0.field"],
        "eventcategory",
        /^advancedEventSelectors: expected one whose field is eventCategory in each/,
        { advancedEventSelectors: [{ fieldSelectors: [{ equals: ["Data"] }] }] },
    ],
    [
        ["aws:globalaccelerator/endpointGroup:EndpointGroup", "endpointGroupRegion"],
        "us-esat-1",
        /Data Transfer from us-esat-1 to Europe/,
    ],
    [
        ["aws:ecs/service:Service", "capacityProviderStrategies.0.capacityProvider"],
        "FARGATE-SPOT",
        /^capacityProviderStrategies.0.capacityProvider: expected FARGATE or FARGATE_SPOT, got "FARGATE-SPOT"$/,
        { taskDefinition: ref(definition) },
    ],
];

/** Types of instances, which AWS adds to, by how each service writes them. */
const written: readonly (readonly [type: string, path: string, beginning: string, row: string, Inputs?])[] = [
    ["aws:dax/cluster:Cluster", "nodeType", "dax.", "AmazonDAX: weird - Hourly Cost"],
    [
        "aws:dms/replicationInstance:ReplicationInstance",
        "replicationInstanceClass",
        "dms.",
        "AWSDMS: DMS OnDemand Replication Server weird Single AZ",
    ],
    [
        "aws:rds/instance:Instance",
        "instanceClass",
        "db.",
        "AmazonRDS-PostgreSQL: Database Instance PostgreSQL No license required db weird General purpose Single-AZ Current Generation",
        { engine: "postgres", storageType: "gp3", allocatedStorage: 100 },
    ],
];

describe("a type of instance", () => {
    for (const [type, path, beginning, row, inputs] of written) {
        it(`has no price without its service's beginning: ${path} of ${type}`, () => {
            const one = begun(chosen([type, path, beginning], inputs));
            assert.equal(reasonOf(one.plan("m7g.large")), refusal(one, "m7g.large"));
            assert.equal(reasonOf(one.plan(`${beginning}weird`)), `no price for ${row}`);
        });
    }

    it("has no price as MSK's when it begins in neither of its ways", () => {
        const inputs = {
            numberOfBrokerNodes: 3,
            brokerNodeGroupInfo: { storageInfo: { ebsStorageInfo: { volumeSize: 1 } } },
        };
        const path = "brokerNodeGroupInfo.instanceType";
        const one = begun(chosen(["aws:msk/cluster:Cluster", path, "kafka. | express."], inputs));
        assert.equal(reasonOf(one.plan("m7g.large")), refusal(one, "m7g.large"));
        assert.equal(reasonOf(one.plan("kafka.m7g.large")), "");
        assert.equal(reasonOf(one.plan("kafka.weird")), "no price for AmazonMSK: RunBroker weird");
        assert.equal(reasonOf(one.plan("express.weird")), "no price for AmazonMSK: RunBroker express.weird");
    });

    it("has no price as a search domain's when it does not end as one", () => {
        const { plan } = chosen(["aws:opensearch/domain:Domain", "clusterConfig.instanceType", "m7g.large.search"]);
        assert.equal(reasonOf(plan("m7g.large.search")), "");
        for (const text of ["m7g.large", "m7g.large.weird"]) {
            assert.equal(
                reasonOf(plan(text)),
                `clusterConfig.instanceType: expected a type such as m7g.large.search, got "${text}"`,
            );
        }
        const missing = "m7g weird.search - General purpose - OnDemand - EBS Only - - - Hourly Cost";
        assert.equal(reasonOf(plan("m7g.weird.search")), `no price for AmazonOpenSearch: ${missing}`);
    });
});

describe("an input whose price nobody has written down", () => {
    for (const [[type, path], text, reason, inputs] of unpriced) {
        it(`is never billed as another: ${path} ${text} of ${type}`, () => {
            assert.match(reasonOf(chosen([type, path, text], inputs, [definition]).plan(text)), reason);
        });
    }

    it("is not refused for a capacity provider of one's own", () => {
        const service = chosen(["aws:ecs/service:Service", "capacityProviderStrategies.0.capacityProvider", "mine"]);
        assert.equal(reasonOf(service.plan("mine")), "");
    });
});

describe("a workgroup", () => {
    it("that runs either kind of Spark is billed by its sessions", () => {
        const path = "configuration.engineVersion.selectedEngineVersion";
        const workgroup: Chosen = chosen(["aws:athena/workgroup:Workgroup", path, "AUTO"]);
        for (const engine of ["PySpark engine version 3", "Apache Spark version 3.5"]) {
            assert.deepEqual(Object.keys(bill(workgroup.plan(engine))), ["Spark sessions"]);
        }
        assert.deepEqual(Object.keys(bill(workgroup.plan("Athena engine version 3"))), ["scanned"]);
    });
});
