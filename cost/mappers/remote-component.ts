import type { CostResource } from "../cost-resource";
import { WrongInput } from "../input-reader";
import type { Mapper } from "../mapping";

/** A network of awsx without its parts: free where none of them costs anything, and else for a preview to price. */
export const remoteNetwork: Mapper = {
    types: ["awsx:ec2:Vpc"],
    source: "https://aws.amazon.com/vpc/pricing/",
    prices: [],
    lines: (network) => {
        // Unless told otherwise it makes a gateway in each zone (https://www.pulumi.com/registry/packages/awsx/api-docs/ec2/vpc/).
        const strategy = network.text("natGateways.strategy") ?? "OnePerAz";
        if (strategy !== "None") {
            throw inPreview("natGateways.strategy", strategy);
        }
        if (network.has("vpcEndpointSpecs")) {
            throw inPreview("vpcEndpointSpecs", "some");
        }
        return [];
    },
};

/** A definition of a task costs nothing; the group of logs that awsx makes beside it unless it is given one does. */
export const remoteTaskDefinition: Mapper = {
    types: ["awsx:ecs:FargateTaskDefinition", "awsx:ecs:EC2TaskDefinition"],
    source: "https://aws.amazon.com/fargate/pricing/",
    prices: [],
    lines: (definition) => {
        if (!hasLogs(definition)) {
            throw inPreview("logGroup", "none");
        }
        return [];
    },
};

function hasLogs(definition: CostResource): boolean {
    return definition.has("logGroup.existing") || definition.flag("logGroup.skip") === true;
}

function inPreview(path: string, got: string): WrongInput {
    return new WrongInput(path, "what makes nothing that is billed, or a preview, which has all parts", got);
}
