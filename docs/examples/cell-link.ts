import * as pulumi from "@pulumi/pulumi";
import { CellLink, type LinkedCell } from "../../components/cell-link";

const tags = { "antipode:platform": "orders" };

/** A peering over which the app of either cell reaches the database of the other, and nothing else. */
export function example(): unknown {
    const ireland: LinkedCell = {
        place: { region: "eu-west-1", tags },
        blocks: { app: "10.0.32.0/19", data: "10.0.64.0/19" },
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            routeTableIds: {
                app: [{ key: "az1", id: pulumi.output("rtb-0123456789abcdef0") }],
                data: [{ key: "all", id: pulumi.output("rtb-0123456789abcdef1") }],
            },
        },
    };
    const virginia: LinkedCell = {
        place: { region: "us-east-1", tags },
        blocks: { app: "10.1.32.0/19", data: "10.1.64.0/19" },
        network: {
            vpcId: pulumi.output("vpc-0fedcba9876543210"),
            routeTableIds: {
                app: [{ key: "az1", id: pulumi.output("rtb-0fedcba9876543210") }],
                data: [{ key: "all", id: pulumi.output("rtb-0fedcba9876543211") }],
            },
        },
    };
    const link = new CellLink("orders-euw1-use1", { kind: "peering", requester: ireland, accepter: virginia });
    return { connection: link.connectionId };
}
