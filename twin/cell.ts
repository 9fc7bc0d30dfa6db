import { createConnection } from "node:net";
import type { CellBalancer } from "./balancer";
import type { CellInstances } from "./instances";
import { instanceAddresses } from "./instances";
import type { CellModel } from "./model";

/** What runs in one region, and whether the region is there. */
export interface Cell {
    readonly model: CellModel;
    /** Absent when the plan gives the region no load balancer. */
    readonly balancer: CellBalancer | undefined;
    readonly instances: CellInstances;
    broken: "refused" | "black-hole" | undefined;
}

/** How long the instances of a starting twin may take to listen; an app that needs longer has failed. */
const listenMilliseconds = 30_000;

/** Resolves when every instance of a cell accepts connections on its target groups' ports. */
export async function instancesListen({ model }: Cell): Promise<void> {
    const groups = model.balancers.flatMap((balancer) => balancer.targetGroups);
    const endpoints = model.groups.flatMap((group) =>
        groups
            .filter(({ id }) => group.targetGroups.includes(id))
            .flatMap(({ port }) => instanceAddresses(group).map((address) => ({ address, port }))),
    );
    const deadline = Date.now() + listenMilliseconds;
    await Promise.all(
        endpoints.map(async (endpoint) => {
            while (!(await accepts(endpoint))) {
                if (Date.now() > deadline) {
                    const where = `${endpoint.address}:${endpoint.port.toFixed()}`;
                    throw new Error(`no app listens on ${where} in ${model.region}: see the logs folder of the twin`);
                }
                await new Promise((resolve) => setTimeout(resolve, 25));
            }
        }),
    );
}

function accepts({ address, port }: { address: string; port: number }): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = createConnection({ host: address, port, timeout: 1000 });
        const end = (accepted: boolean) => {
            socket.destroy();
            resolve(accepted);
        };
        socket.once("connect", () => end(true));
        socket.once("error", () => end(false));
        socket.once("timeout", () => end(false));
    });
}
