import type { DatabaseMember, DatabaseStatus } from "../api";
import type { Cluster, Member } from "./cluster";

/** A place in the WAL with the last commit before it. */
interface Progress {
    readonly position: string;
    readonly committed: Date | null;
}

/** What stands now; lag only where the writer and the member can see each other. */
export async function status(cluster: Cluster): Promise<DatabaseStatus> {
    // All at once: what lies between two questions would be counted as lag.
    const writer = writerProgress(cluster);
    const members = await Promise.all(
        [...cluster.members.values()].map((member) => memberStatus(cluster, member, writer)),
    );
    return { writer: cluster.writer, epoch: (await writer)?.epoch ?? cluster.epoch, members };
}

async function memberStatus(
    cluster: Cluster,
    member: Member,
    writer: Promise<Progress | undefined>,
): Promise<DatabaseMember> {
    const { role, server, model } = member;
    const region = model.region;
    if (!server.running && role !== "rebuilding") {
        return { region, role: "stopped" };
    }
    const visible = member.broken === undefined && cluster.writerMember.broken === undefined;
    const asked = role === "standby" && visible ? replayProgress(member) : undefined;
    const [ahead, behind] = await Promise.all([writer, asked]);
    if (ahead === undefined || behind === undefined) {
        return { region, role };
    }
    const lagBytes = Math.max(0, bytes(ahead.position) - bytes(behind.position));
    if (behind.committed === null && lagBytes > 0) {
        // Since its start it has replayed no commit whose time could be compared.
        return { region, role, lagBytes };
    }
    const trail = lagBytes === 0 ? 0 : Math.max(0, milliseconds(ahead) - milliseconds(behind));
    return { region, role, lagBytes, lagSeconds: (trail / 1000) * cluster.options.clock.factor };
}

/** Undefined when the member went between the look at it and the question. */
async function replayProgress({ server }: Member): Promise<Progress | undefined> {
    return server
        .row<Progress>(
            `select pg_last_wal_replay_lsn()::text as position, pg_last_xact_replay_timestamp() as committed`,
        )
        .catch(() => undefined);
}

async function writerProgress(cluster: Cluster): Promise<(Progress & { readonly epoch: number }) | undefined> {
    const { server } = cluster.writerMember;
    if (!server.running) {
        return undefined;
    }
    const row = await server
        .row<Progress & { epoch: string }>(
            `select (select epoch from writer_epoch) as epoch, pg_current_wal_lsn()::text as position,
                (select timestamp from pg_last_committed_xact()) as committed`,
            cluster.model.databaseName,
        )
        .catch(() => undefined);
    return row === undefined ? undefined : { ...row, epoch: Number(row.epoch) };
}

/** `16/B374D848` is byte 0x16B374D848 of the WAL; exact in a number up to 8 PiB. */
function bytes(position: string): number {
    const [high = "0", low = "0"] = position.split("/");
    return Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16);
}

function milliseconds({ committed }: Progress): number {
    return committed?.getTime() ?? 0;
}
