import * as pulumi from "@pulumi/pulumi";
import { ConfigProblems, parsePlatform, type PlatformConfig } from "./config";
import { definePlatform, type PlatformOutputs } from "./platform";

export = createPlatform(readPlatform());

function createPlatform(config: PlatformConfig): PlatformOutputs {
    const outputs = definePlatform(config);
    // As soon as the zone is there: outputs are shown at the end, which the certificates of a first deployment do not
    // reach before the domain is delegated (the provider waits for 75 minutes).
    outputs.nameServers?.apply((servers) =>
        pulumi.log.info(`${config.domain} must be delegated to ${servers.join(", ")}: its certificates wait for that.`),
    );
    return outputs;
}

/** The host prints a RunError's message alone, without a stack that would say nothing about the config. */
function readPlatform(): PlatformConfig {
    try {
        return parsePlatform(new pulumi.Config().requireObject("platform"), `Pulumi.${pulumi.getStack()}.yaml`);
    } catch (error) {
        throw error instanceof ConfigProblems ? new pulumi.RunError(error.message) : error;
    }
}
