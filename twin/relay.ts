import net from "node:net";
import { Direction } from "./relay-direction";

export interface Endpoint {
    readonly address: string;
    readonly port: number;
}

/** One-way delays in milliseconds of this machine's clock. */
export interface Delay {
    /** From the region that connects to the region that serves. */
    readonly there: number;
    /** From the region that serves back to the one that connected; a WAL stream flows this way. */
    readonly back: number;
}

/** Connections from one region to a server in another. */
export interface Route {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly listen: Endpoint;
    readonly target: Endpoint;
    readonly delay: Delay;
}

export type Manner = "refused" | "black-hole";

interface Connection {
    readonly route: Route;
    readonly client: net.Socket;
    readonly upstream: net.Socket | undefined;
    readonly directions: readonly Direction[];
}

/**
 * The wide-area network between regions, for TCP: every byte arrives after the declared delay of its direction.
 * When a region is cut, all that is still on its way to or from it is gone: it had not left, or it never arrives.
 */
export class Relay {
    private readonly delays = new Map<string, Delay>();
    private readonly servers: net.Server[] = [];
    private readonly connections = new Set<Connection>();
    private readonly broken = new Map<string, Manner>();

    /** Resolves when the route listens; rejects with the system's error when it cannot. */
    async open(route: Route): Promise<void> {
        this.delays.set(route.name, route.delay);
        const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) =>
            this.connect(route, client),
        );
        await new Promise<void>((resolve, reject) => {
            server.once("error", reject);
            server.listen({ host: route.listen.address, port: route.listen.port, backlog: 511 }, resolve);
        });
        this.servers.push(server);
    }

    /** Takes effect for the next byte of every connection of the route; order is kept. */
    setDelay(name: string, delay: Delay): void {
        if (!this.delays.has(name)) {
            throw new Error(`the relay has no route ${name}; it has: ${[...this.delays.keys()].join(", ")}`);
        }
        this.delays.set(name, delay);
    }

    /**
     * `black-hole`: connections of the region stall, silently, also new ones. `refused`: they are reset.
     * Synchronous: when it returns, no byte crosses any more.
     */
    cut(region: string, manner: Manner): void {
        this.broken.set(region, manner);
        for (const connection of this.connectionsOf(region)) {
            connection.directions.forEach((direction) => direction.sever());
            if (manner === "refused") {
                abort(connection);
            }
        }
    }

    /** Opens the region again. Connections that stalled have lost bytes and cannot go on: they are reset. */
    heal(region: string): void {
        if (this.broken.delete(region)) {
            this.connectionsOf(region).forEach(abort);
        }
    }

    close(): void {
        this.servers.forEach((server) => server.close());
        this.connections.forEach(abort);
    }

    private connect(route: Route, client: net.Socket): void {
        client.on("error", ignore);
        const manner = this.broken.get(route.to) ?? this.broken.get(route.from);
        if (manner === "refused") {
            client.resetAndDestroy();
            return;
        }
        if (manner === "black-hole") {
            this.track({ route, client, upstream: undefined, directions: [] });
            client.resume();
            return;
        }
        const delay = (): Delay => this.delays.get(route.name) ?? route.delay;
        const upstream = net.connect({ ...addressOf(route.target), allowHalfOpen: true, noDelay: true });
        upstream.on("error", ignore);
        // The kernel accepts for us at once; a real handshake costs a round trip before the first byte can leave.
        const opensAt = performance.now() + 2 * delay().there;
        const directions = [
            new Direction(client, upstream, { delay: () => delay().there, opensAt }),
            new Direction(upstream, client, { delay: () => delay().back, opensAt: 0 }),
        ];
        this.track({ route, client, upstream, directions });
    }

    /** A connection is forgotten when both its sides are closed. */
    private track(connection: Connection): void {
        const { client, upstream } = connection;
        this.connections.add(connection);
        const forget = (): void => {
            const stalled = this.broken.has(connection.route.from) || this.broken.has(connection.route.to);
            if (stalled) {
                abort(connection);
            }
            if (client.destroyed && upstream?.destroyed !== false) {
                this.connections.delete(connection);
            }
        };
        for (const socket of [client, upstream]) {
            socket?.on("close", forget);
            socket?.on("end", () => {
                if (upstream === undefined) {
                    client.destroy();
                }
            });
        }
    }

    private connectionsOf(region: string): Connection[] {
        return [...this.connections].filter(({ route }) => route.from === region || route.to === region);
    }
}

function addressOf({ address, port }: Endpoint): { host: string; port: number } {
    return { host: address, port };
}

function abort({ client, upstream }: Connection): void {
    client.resetAndDestroy();
    upstream?.resetAndDestroy();
}

/** `close` follows every error and says enough: the other side is reset. */
function ignore(): void {
    // Without a listener Node would end the process.
}
