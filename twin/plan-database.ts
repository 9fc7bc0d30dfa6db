import type { PlanResource } from "../plan/plan";
import type { Assumptions } from "./model";
import type { DatabaseMemberModel, DatabaseModel } from "./place";
import { roundTrip, type Reading } from "./plan-model";
import { hostAddress } from "./subnet";

interface Declared {
    readonly initialWriter: string;
    readonly assumptions: Assumptions;
}

/** The global cluster with its members; undefined when the plan has none. */
export function buildDatabase(reading: Reading, declared: Declared): DatabaseModel | undefined {
    const { index, values, problems } = reading;
    const [global, ...others] = index.ofType("aws:rds/globalCluster:GlobalCluster");
    if (global === undefined) {
        return undefined;
    }
    problems.push(...others.map(({ name }) => `${name}: expected one global cluster in a plan, got another`));
    const clusters = index
        .ofType("aws:rds/cluster:Cluster")
        .filter((cluster) => index.target(cluster.inputs["globalClusterIdentifier"])?.urn === global.urn);
    const writer = clusters.find(({ region }) => region === declared.initialWriter);
    if (writer === undefined) {
        problems.push(`${global.name}: expected a cluster in the initial writer "${declared.initialWriter}", got none`);
    }
    // The write-only input keeps a password out of Pulumi's state; either sets it.
    const password = values.text(writer?.inputs["masterPasswordWo"]) || values.text(writer?.inputs["masterPassword"]);
    if (writer !== undefined && password === "") {
        problems.push(
            `${writer.name}: expected masterPasswordWo or masterPassword; a managed password is not imitated`,
        );
    }
    return {
        writerEndpoint: values.output(global.urn, "endpoint"),
        port: values.number(writer?.inputs["port"], 5432),
        databaseName: values.text(writer?.inputs["databaseName"]) || values.text(global.inputs["databaseName"]),
        user: values.text(writer?.inputs["masterUsername"]),
        password,
        initialWriter: declared.initialWriter,
        members: clusters.flatMap((cluster) => buildMember(reading, cluster)),
        replicationLagSeconds: declared.assumptions.replicationLagSeconds,
        promotionSeconds: declared.assumptions.promotionSeconds,
        roundTripMilliseconds: (from, to) => roundTrip(declared.assumptions, from, to) ?? 0,
    };
}

function buildMember(reading: Reading, cluster: PlanResource): DatabaseMemberModel[] {
    const { index, values, problems } = reading;
    const group = index.target(cluster.inputs["dbSubnetGroupName"]);
    const subnet = index.targets(group?.inputs["subnetIds"])[0];
    const instances = index
        .ofType("aws:rds/clusterInstance:ClusterInstance", cluster.region)
        .filter((instance) => index.target(instance.inputs["clusterIdentifier"])?.urn === cluster.urn);
    if (instances.length === 0) {
        problems.push(`${cluster.name}: expected an instance in the cluster; a headless member is not imitated`);
    }
    if (subnet === undefined) {
        problems.push(`${cluster.name}: expected dbSubnetGroupName to name a group with subnets`);
        return [];
    }
    return [
        {
            region: cluster.region ?? "",
            address: hostAddress(reading.subnet(subnet), reading.place(subnet)),
            readerEndpoint: values.output(cluster.urn, "readerEndpoint"),
        },
    ];
}
