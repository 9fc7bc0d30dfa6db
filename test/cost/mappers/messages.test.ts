import assert from "node:assert/strict";
import type { PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, range, reasonOf, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

describe("the price of Kafka", () => {
    const cluster = (info: Inputs) =>
        resource("aws:msk/cluster:Cluster", {
            clusterName: "orders",
            numberOfBrokerNodes: 3,
            brokerNodeGroupInfo: info,
        });
    const brokers = { instanceType: "kafka.m7g.large", storageInfo: { ebsStorageInfo: { volumeSize: 100 } } };

    it("is its brokers by the hour, each with a volume", () => {
        // 3 x 730 x 0.2275; 3 x 100 x 0.11
        assert.deepEqual(bill([cluster(brokers)]), { "kafka.m7g.large brokers": "498.225", volumes: "33" });
    });

    it("grows its volumes up to the limit of their target", () => {
        const kafka = cluster(brokers);
        const limits = { minCapacity: 1, maxCapacity: 500, scalableDimension: "kafka:broker-storage:VolumeSize" };
        const target = resource("aws:appautoscaling/target:Target", { resourceId: unknown(kafka), ...limits });
        // 498.225 + 3 x 500 x 0.11
        assert.equal(range([kafka, target])[2], "663.225");
    });

    it("does not know the volumes of brokers that state none", () => {
        assert.match(reasonOf([cluster({ instanceType: "kafka.m7g.large" })]), /volumeSize/);
    });

    it("pays for metrics beyond the default ones", () => {
        const inputs = { clusterName: "orders", numberOfBrokerNodes: 3, brokerNodeGroupInfo: brokers };
        const watched = (enhancedMonitoring: string) =>
            bill([resource("aws:msk/cluster:Cluster", { ...inputs, enhancedMonitoring })], { custom_metrics: 100 });
        // 100 x 0.3
        assert.equal(watched("PER_TOPIC_PER_BROKER")["metrics"], "30");
        assert.equal(watched("DEFAULT")["metrics"], undefined);
    });

    it("has no rate for what is moved to cheaper storage", () => {
        const inputs = { clusterName: "orders", numberOfBrokerNodes: 3, brokerNodeGroupInfo: brokers };
        const tiered = resource("aws:msk/cluster:Cluster", { ...inputs, storageMode: "TIERED" });
        const lines = bill([tiered], { tiered_storage_gb: 100, monthly_tiered_retrieval_gb: 10 });
        assert.equal(lines["tiered storage"], "no price");
        assert.equal(lines["tiered retrieval"], "no price");
    });

    it("has no rate for throughput that is provisioned, nor for express brokers", () => {
        const ebsStorageInfo = { volumeSize: 100, provisionedThroughput: { enabled: true, volumeThroughput: 250 } };
        assert.match(reasonOf([cluster({ ...brokers, storageInfo: { ebsStorageInfo } })]), /Provisioned throughput/);
        assert.match(reasonOf([cluster({ instanceType: "express.m7g.large" })]), /RunBroker express.m7g.large/);
    });

    it("is not known without brokers", () => {
        assert.match(reasonOf([cluster({})]), /instanceType/);
        assert.match(
            reasonOf([resource("aws:msk/cluster:Cluster", { brokerNodeGroupInfo: brokers })]),
            /numberOfBroker/,
        );
    });

    it("is what it is asked, without brokers of one's own", () => {
        const serverless = resource("aws:msk/serverlessCluster:ServerlessCluster", {});
        const used = {
            monthly_partition_hours: 7300,
            monthly_data_in_gb: 100,
            monthly_data_out_gb: 200,
            storage_gb: 50,
        };
        const expected = {
            // 730 x 0.8625; 7,300 x 0.001725; 100 x 0.115; 200 x 0.0575; 50 x 0.115
            cluster: "629.625",
            partitions: "12.5925",
            written: "11.5",
            read: "11.5",
            storage: "5.75",
        };
        assert.deepEqual(bill([serverless], used), expected);
    });
});

describe("the price of a message broker", () => {
    const broker = (inputs: Inputs, region = "us-east-1") =>
        resource("aws:mq/broker:Broker", { hostInstanceType: "mq.m5.large", ...inputs }, { region });
    const used = { storage_size_gb: 100 };

    it("is one or two of ActiveMQ, with storage in all zones", () => {
        const active = { engineType: "ActiveMQ" };
        // 730 x 0.288; 100 x 0.3
        assert.deepEqual(bill([broker(active)], used), { "mq.m5.large": "210.24", storage: "30" });
        // 730 x 0.576
        const pair = broker({ ...active, deploymentMode: "ACTIVE_STANDBY_MULTI_AZ" });
        assert.equal(bill([pair], used)["mq.m5.large"], "420.48");
        // 100 x 0.1
        assert.equal(bill([broker({ ...active, storageType: "ebs" })], used)["storage"], "10");
        assert.match(reasonOf([broker(active, "eu-west-1")]), /Broker Storage GB Mo/);
    });

    it("is all three of a cluster of RabbitMQ, at the one price that they have together", () => {
        const cluster = broker({ engineType: "RabbitMQ", deploymentMode: "CLUSTER_MULTI_AZ" });
        // 730 x 0.864, which is 3 x 0.288; 3 x 100 x 0.1
        assert.deepEqual(bill([cluster], used), { "mq.m5.large": "630.72", storage: "30" });
    });
});

describe("the price of delivery", () => {
    const stream = (inputs: Inputs = {}) =>
        resource("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", inputs);
    const used = { monthly_data_ingested_gb: 1000 };

    it("is what goes in, at steps", () => {
        // 1,000 x 0.031
        assert.deepEqual(bill([stream()], used), { ingested: "31" });
        // 512,000 x 0.031 + 88,000 x 0.027
        assert.equal(bill([stream()], { monthly_data_ingested_gb: 600_000 })["ingested"], "18248");
        assert.equal(bill([stream({ kinesisSourceConfiguration: {} })], used)["ingested"], "31");
    });

    it("adds what is done on the way", () => {
        const extendedS3Configuration = {
            dataFormatConversionConfiguration: {},
            dynamicPartitioningConfiguration: { enabled: true },
        };
        const lines = bill([stream({ extendedS3Configuration })], used);
        // 1,000 x 0.019; 1,000 x 0.022
        assert.equal(lines["format conversion"], "19");
        assert.equal(lines["dynamic partitioning"], "22");
    });

    it("has no rate of the list for other sources and for tables", () => {
        const rates = {
            mskSourceConfiguration: /read from MSK/,
            icebergConfiguration: /for Apache Iceberg tables/,
            snowflakeConfiguration: /for Snowflake/,
        };
        for (const [input, rate] of Object.entries(rates)) {
            assert.match(reasonOf([stream({ [input]: {} })], used), rate);
        }
        // What it comes from does not matter for a table.
        const both = stream({ icebergConfiguration: {}, kinesisSourceConfiguration: {} });
        assert.match(reasonOf([both], used), /for Apache Iceberg tables/);
    });

    it("has no rate of the list for objects of partitions, nor for what processes records", () => {
        const processor = (type: string) => ({ processingConfiguration: { processors: [{ type }] } });
        const partitions = { dynamicPartitioningConfiguration: { enabled: true } };
        const extended = (extendedS3Configuration: Inputs) => [stream({ extendedS3Configuration })];
        assert.match(reasonOf(extended(partitions)), /Objects of dynamically partitioned data/);
        assert.doesNotMatch(reasonOf(extended(partitions)), /JQ/);
        assert.match(reasonOf(extended({ ...partitions, ...processor("MetadataExtraction") })), /JQ processing hour/);
        assert.match(reasonOf(extended(processor("Decompression"))), /data decompressed/);
        assert.equal(reasonOf(extended(processor("Lambda"))), "");
    });

    it("leaves out what is off", () => {
        const extendedS3Configuration = {
            dataFormatConversionConfiguration: { enabled: false },
            dynamicPartitioningConfiguration: { enabled: false },
        };
        assert.deepEqual(Object.keys(bill([stream({ extendedS3Configuration })])), ["ingested"]);
    });

    it("adds the zones of a network that it delivers into", () => {
        const subnet = (name: string) => resource("aws:ec2/subnet:Subnet", {}, { name });
        const subnets = [subnet("a"), subnet("b")];
        const subnetIds = { $unknown: { urns: subnets.map(({ urn }) => urn) } };
        const lines = bill([stream({ opensearchConfiguration: { vpcConfig: { subnetIds } } }), ...subnets], used);
        // 2 x 730 x 0.011; 1,000 x 0.01
        assert.equal(lines["zones delivered to"], "16.06");
        assert.equal(lines["delivered"], "10");
    });
});

describe("the price of what else moves data", () => {
    it("is what goes through a stream of video, and what it keeps", () => {
        const video = (inputs: Inputs) => resource("aws:kinesis/videoStream:VideoStream", inputs);
        const used = { monthly_data_in_gb: 1000, monthly_data_out_gb: 1000, storage_gb: 100 };
        // 1,000 x 0.009435 each way; 100 x 0.023
        const expected = { ingested: "9.435", consumed: "9.435", storage: "2.3" };
        assert.deepEqual(bill([video({ dataRetentionInHours: 24 })], used), expected);
        assert.deepEqual(Object.keys(bill([video({})])), ["ingested", "consumed"]);
    });

    it("is what tasks copy and flows process", () => {
        // 1,000 x 0.0125
        assert.equal(range([resource("aws:datasync/task:Task", {})], { monthly_copied_gb: 1000 })[1], "12.5");
        const enhanced = resource("aws:datasync/task:Task", { taskMode: "ENHANCED" });
        const reason = reasonOf([enhanced], { monthly_copied_gb: 1000, monthly_executions: 30 });
        assert.match(reason, /Enhanced mode data transferred.*Enhanced mode task execution/);
        const used = { monthly_runs: 1000, monthly_private_gb: 100, monthly_public_gb: 100 };
        // 1,000 x 0.001 + 100 x 0.02 + 100 x 0.1
        assert.equal(range([resource("aws:appflow/flow:Flow", {})], used)[1], "13");
    });
});

describe("the price of Flink", () => {
    const application = (parallelismConfiguration: Inputs) =>
        resource("aws:kinesisanalyticsv2/application:Application", {
            applicationConfiguration: { flinkApplicationConfiguration: { parallelismConfiguration } },
        });

    it("is a unit more than its tasks need, and the storage of those that work", () => {
        // 9 tasks, 2 to a unit: 5, and one that keeps them: 6 x 730 x 0.12; 5 x 50 x 0.11
        const lines = bill([application({ parallelism: 9, parallelismPerKpu: 2 })]);
        assert.deepEqual(lines, { processing: "525.6", "running storage": "27.5" });
    });

    it("is what the usage file says that it scales to, and backups that it states", () => {
        const lines = bill([application({})], { kinesis_processing_units: 3, durable_application_backup_gb: 10 });
        // 4 x 730 x 0.12; 3 x 50 x 0.11; 10 x 0.023
        assert.deepEqual(lines, { processing: "350.4", "running storage": "16.5", backups: "0.23" });
    });
});
