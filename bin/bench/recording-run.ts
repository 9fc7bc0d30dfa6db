/*
 * One run of the recording bench, in a process of its own: `record|bare STACK|COUNT`.
 * Prints the milliseconds of the program's run, without those of loading the SDK, which both need.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { loadStack } from "../../config";
import { recordProgram } from "../../plan/record";
import { definePlatform } from "../../platform";
import { projectRoot } from "../root";

/** As many resources, each with references to others, as an ordinary program has. */
function manyResources(count: number): void {
    const provider = new aws.Provider("account", { region: "eu-west-1" });
    const parent = new pulumi.ComponentResource("antipode:bench:Many", "many", {}, { provider });
    const network = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, { parent });
    for (let index = 3; index < count; index += 1) {
        const name = `subnet-${String(index)}`;
        const tags = { Name: name, vpc: pulumi.interpolate`of ${network.arn}` };
        new aws.ec2.Subnet(name, { vpcId: network.id, cidrBlock: "10.0.0.0/24", tags }, { parent });
    }
}

/** The SDK with its own mocks, as its documentation shows for tests. */
async function runBare(program: () => unknown): Promise<void> {
    await pulumi.runtime.setMocks(
        {
            newResource: ({ name, inputs }) => ({ id: name, state: { ...(inputs as object) } }),
            call: () => ({}),
        },
        "antipode",
        "bench",
        false,
    );
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()).then(() => ({})));
    await pulumi.runtime.disconnect();
}

async function main([kind = "", what = ""]: readonly string[]): Promise<void> {
    const given = Number(what);
    const config = Number.isNaN(given) ? loadStack(what, projectRoot()) : undefined;
    const record = async (): Promise<number> => {
        const program = (): unknown => (config ? definePlatform(config) : manyResources(given));
        return (await recordProgram(program, { project: "antipode", stack: "bench" })).resources.length;
    };
    // The bare program has as many as the stack; its own mocks could not run all of a platform.
    const count = kind === "bare" && config ? await record() : given;
    const started = performance.now();
    if (kind === "bare") {
        await runBare(() => manyResources(count));
    } else {
        const recorded = await record();
        if (config === undefined && recorded !== count) {
            throw new Error(`expected ${String(count)} resources, got ${String(recorded)}`);
        }
    }
    process.stdout.write(`${String(performance.now() - started)}\n`);
}

void main(process.argv.slice(2));
