import * as pulumi from "@pulumi/pulumi";
import { ConfigProblems, parsePlatform } from "./config";
import { definePlatform } from "./platform";

export = definePlatform(readPlatform());

/** The host prints a RunError's message alone, without a stack that would say nothing about the config. */
function readPlatform(): ReturnType<typeof parsePlatform> {
    try {
        return parsePlatform(new pulumi.Config().requireObject("platform"), `Pulumi.${pulumi.getStack()}.yaml`);
    } catch (error) {
        throw error instanceof ConfigProblems ? new pulumi.RunError(error.message) : error;
    }
}
