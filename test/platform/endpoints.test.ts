import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { endpoints, ofType, plan, text, twoRegions } from "../components/platforms";

/** Services of the first cell's interface endpoints. */
async function servicesInside(network: object): Promise<string[]> {
    const raw = { ...twoRegions(), network, inference: endpoints[0], security: { sharedKey: true } };
    return ofType(await plan(parsePlatform(raw)), "aws:ec2/vpcEndpoint:VpcEndpoint")
        .filter(({ region, inputs }) => region === "eu-west-1" && inputs["vpcEndpointType"] === "Interface")
        .map(({ inputs }) => text(inputs["serviceName"]).replace("com.amazonaws.eu-west-1.", ""))
        .sort();
}

describe("a platform without a way out", function () {
    this.timeout(30_000);

    it("reaches inside its networks what its app has rights to: secrets, the shared key, the endpoint", async () => {
        assert.deepEqual(await servicesInside({ nat: "none" }), ["kms", "sagemaker.runtime", "secretsmanager"]);
    });

    it("pays for none of them where there is a gateway", async () => {
        assert.deepEqual(await servicesInside({ nat: "per-zone" }), []);
    });
});
