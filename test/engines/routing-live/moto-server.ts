import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
    ChangeResourceRecordSetsCommand,
    ChangeTagsForResourceCommand,
    CreateHealthCheckCommand,
    CreateHostedZoneCommand,
    Route53Client,
    type HealthCheckConfig,
    type ResourceRecordSet,
} from "@aws-sdk/client-route-53";

const program = join(__dirname, "../../../.antipode/moto/bin/moto_server");
const address = "127.0.0.1";

/** What a command needs to speak to an emulator, and nothing of who runs the tests. */
export const emulatorEnvironment = {
    PATH: process.env["PATH"] ?? "",
    AWS_ACCESS_KEY_ID: "nobody",
    AWS_SECRET_ACCESS_KEY: "nothing",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    NODE_NO_WARNINGS: "1",
};

/** Moto's server with an account of its own, which is empty. */
export interface Moto {
    readonly endpoint: string;
    readonly client: Route53Client;
    readonly close: () => Promise<void>;
}

export async function startMoto(): Promise<Moto> {
    const port = await freePort();
    const child = spawn(program, ["-H", address, "-p", String(port)], {
        stdio: ["ignore", "pipe", "pipe"],
        env: emulatorEnvironment,
    });
    await listening(child);
    const endpoint = `http://${address}:${port}`;
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nothing" };
    const client = new Route53Client({ region: "us-east-1", endpoint, credentials });
    return {
        endpoint,
        client,
        close: async () => {
            client.destroy();
            const ended = new Promise((resolve) => child.once("exit", resolve));
            child.kill("SIGKILL");
            await ended;
        },
    };
}

/** Moto takes no port 0 that it would tell of. */
async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
}

/** It says so, on either stream. */
async function listening(child: ChildProcess): Promise<void> {
    await new Promise<void>((resolve, reject) => {
        let said = "";
        const hear = (bytes: Buffer) => {
            said += bytes.toString();
            if (said.includes("Running on")) {
                resolve();
            }
        };
        child.stdout?.on("data", hear);
        child.stderr?.on("data", hear);
        child.once("error", reject);
        child.once("exit", (code) => reject(new Error(`moto ended with ${String(code)}: ${said}`)));
    });
}

/** Moto takes a zone with a network for a public one unless it is told; AWS does not. @returns the id, without `/hostedzone/` */
export async function createZone({ client }: Moto, name: string, networkId?: string): Promise<string> {
    const network =
        networkId === undefined
            ? {}
            : { VPC: { VPCId: networkId, VPCRegion: "eu-west-1" as const }, HostedZoneConfig: { PrivateZone: true } };
    const CallerReference = `${name} ${networkId ?? "public"}`;
    const reply = await client.send(new CreateHostedZoneCommand({ Name: name, CallerReference, ...network }));
    return (reply.HostedZone?.Id ?? "").replace("/hostedzone/", "");
}

/** @returns the id that the account gives it */
export async function createCheck({ client }: Moto, config: HealthCheckConfig, name?: string): Promise<string> {
    const CallerReference = `${name ?? ""} ${JSON.stringify(config)}`;
    const reply = await client.send(new CreateHealthCheckCommand({ CallerReference, HealthCheckConfig: config }));
    const ResourceId = reply.HealthCheck?.Id ?? "";
    if (name !== undefined) {
        const AddTags = [{ Key: "Name", Value: name }];
        await client.send(new ChangeTagsForResourceCommand({ ResourceType: "healthcheck", ResourceId, AddTags }));
    }
    return ResourceId;
}

export async function createRecords(
    { client }: Moto,
    HostedZoneId: string,
    records: readonly ResourceRecordSet[],
): Promise<void> {
    const Changes = records.map((ResourceRecordSet) => ({ Action: "UPSERT" as const, ResourceRecordSet }));
    await client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch: { Changes } }));
}
