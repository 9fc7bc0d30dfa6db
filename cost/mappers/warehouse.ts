import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { times } from "../quantity";
import { managedSecret } from "./managed-secret";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";
import { secretMonth } from "./secret";

const source = "https://aws.amazon.com/redshift/pricing/";

/** No public source of the book has its rate. */
const storage: Meter = {
    key: "managed_storage_gb",
    name: "managed storage",
    unit: "GB-month",
    meaning: "stored",
    price: price("AmazonRedshift", "Managed storage per GB-month"),
};
const capacity: Meter = {
    key: "monthly_rpu_hours",
    name: "capacity",
    unit: "RPU-h",
    meaning: "processing units times the hours that they worked",
    price: price("AmazonRedshift", "Redshift Serverless compute charges per RPU-Hr"),
};

/** Redshift clusters: nodes by the hour, twice as many where they stand in two zones. */
export const warehouse: Mapper = {
    types: ["aws:redshift/cluster:Cluster"],
    source,
    prices: [...meterPrices([storage]), secretMonth],
    usage: meterKeys([storage]),
    lines: (cluster, { hours }) => {
        const type = cluster.text("nodeType");
        if (type === undefined) {
            throw new UnknownInput("nodeType");
        }
        const nodes = (cluster.number("numberOfNodes") ?? 1) * (cluster.flag("multiAz") === true ? 2 : 1);
        const label = `${type.replace(".", " ")} OnDemand Compute Instance Current Generation`;
        return [
            {
                name: `${type} nodes`,
                unit: "h",
                price: price("AmazonRedshift", label),
                quantity: times(hours(), nodes),
                input: "numberOfNodes",
            },
            // Nodes of other families store within themselves.
            ...(type.startsWith("ra3") ? [meterLine(storage)] : []),
            ...managedSecret(cluster, "manageMasterPassword"),
        ];
    },
};

/** Redshift without clusters: the capacity of workgroups, and what their namespaces store. */
export const serverlessWarehouse: Mapper = {
    types: ["aws:redshiftserverless/workgroup:Workgroup"],
    source,
    prices: meterPrices([capacity]),
    usage: meterKeys([capacity]),
    lines: () => [meterLine(capacity)],
};

/** What a serverless warehouse stores. */
export const warehouseNamespace: Mapper = {
    types: ["aws:redshiftserverless/namespace:Namespace"],
    source,
    prices: [...meterPrices([storage]), secretMonth],
    usage: meterKeys([storage]),
    lines: (namespace) => [meterLine(storage), ...managedSecret(namespace, "manageAdminPassword")],
};
