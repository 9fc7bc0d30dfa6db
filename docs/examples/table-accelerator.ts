import * as pulumi from "@pulumi/pulumi";
import { TableAccelerator } from "../../components/table-accelerator";

/** Three nodes that answer reads of one table from memory, one in each zone. */
export function example(): unknown {
    const accelerator = new TableAccelerator("carts-euw1", {
        place: { region: "eu-west-1", tags: {} },
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: { public: [], app: [], data: [pulumi.output("subnet-0123456789abcdef0")] },
        },
        settings: { nodeType: "dax.r5.large", nodes: 3, itemSeconds: 60, querySeconds: 5 },
        clientBlock: "10.0.32.0/19",
        tableAccess: [
            {
                Effect: "Allow",
                Action: ["dynamodb:GetItem", "dynamodb:Query"],
                Resource: "arn:aws:dynamodb:eu-west-1:111122223333:table/carts-1a2b3c4",
            },
        ],
    });
    return { endpoint: accelerator.endpoint, port: accelerator.port };
}
