import type { Random } from "../random";
import { meanOf } from "./detection";
import type { FailoverModel } from "./failover-model";
import type { Fault } from "./fault";

/**
 * Kinds of clients:
 * honest - its resolver keeps an answer for its TTL;
 * stretch - of its resolvers, a share keeps answers for longer, as measured in the wild;
 * pinned - it keeps its connection until an error ends it, and asks for the name again only then.
 */
export type ClientClass = "honest" | "stretch" | "pinned";

export const clientClasses: readonly ClientClass[] = ["honest", "stretch", "pinned"];

/**
 * Of 8,524 resolvers, 8.74 % kept answers for longer than their TTL ("TTL Violation of DNS Resolvers in the Wild",
 * PAM 2023). How much longer is not published per resolver: assumed evenly from one TTL to ten.
 */
export const stretching = { share: 0.0874, from: 1, to: 10 } as const;

/** What clients meet besides the model: how a fault treats an open connection. */
export interface ClientConditions {
    /** Platform seconds for which an open connection goes on leading to what broke; 0 when the fault ends it. */
    readonly connectionSeconds: number;
    /** Platform seconds until a request on a dead connection fails. */
    readonly deadSeconds: number;
}

/** A lost endpoint ends its connections; a balancer in front of sick targets, or of healthy ones, keeps them. */
export function clientConditions(
    fault: Fault,
    { timeoutSeconds, keepAliveSeconds }: { readonly timeoutSeconds: number; readonly keepAliveSeconds: number },
): ClientConditions {
    const endsConnections = fault.kind === "region-lost" || fault.kind === "check-unhealthy";
    const hangs = endsConnections && fault.manner === "black-hole";
    return { connectionSeconds: endsConnections ? 0 : keepAliveSeconds, deadSeconds: hangs ? timeoutSeconds : 0 };
}

/** Draws for how long one resolver's copy outlives the switch: an even share of its life, because neither waits for the other. */
export function cacheSimulator(
    kind: ClientClass,
    { ttlSeconds }: Pick<FailoverModel, "ttlSeconds">,
    random: Random,
): () => number {
    const { share, from, to } = stretching;
    if (kind !== "stretch") {
        return () => random() * (ttlSeconds + 1);
    }
    return () => {
        const moment = random();
        const drawn = random();
        const factor = from + (to - from) * random();
        return moment * (ttlSeconds * (drawn < share ? factor : 1) + 1);
    };
}

/** Mean of that: half of `TTL + 1`, because resolvers count whole seconds. */
export function cacheMean(kind: ClientClass, { ttlSeconds }: Pick<FailoverModel, "ttlSeconds">): number {
    const { share, from, to } = stretching;
    const factor = kind === "stretch" ? 1 - share + share * meanOf({ min: from, max: to }) : 1;
    return (ttlSeconds * factor + 1) / 2;
}

/** When a client that would ask again at `free` is free of a connection that began at an unrelated moment. */
export function afterConnection(
    free: number,
    { connectionSeconds, deadSeconds }: ClientConditions,
    random: Random,
): number {
    const end = random() * connectionSeconds;
    const rounds = connectionSeconds === 0 ? 0 : Math.max(0, Math.ceil((free - end) / connectionSeconds));
    const closed = end + rounds * connectionSeconds;
    return Math.max(closed, free, deadSeconds);
}
