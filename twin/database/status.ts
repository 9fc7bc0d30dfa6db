import type { DatabaseMember, DatabaseStatus } from "../api";
import type { Cluster, Member } from "./cluster";

interface WriterState {
    readonly epoch: number;
    readonly position: string;
    /** Milliseconds since the epoch. */
    readonly lastCommit: number;
}

/** What stands now; lag only where the writer and the member can see each other. */
export async function status(cluster: Cluster): Promise<DatabaseStatus> {
    const writer = await writerState(cluster);
    const members = await Promise.all(
        [...cluster.members.values()].map((member) => memberStatus(cluster, member, writer)),
    );
    return { writer: cluster.writer, epoch: writer?.epoch ?? cluster.epoch, members };
}

async function memberStatus(
    cluster: Cluster,
    member: Member,
    writer: WriterState | undefined,
): Promise<DatabaseMember> {
    const { role, server, broken, model } = member;
    const region = model.region;
    if (!server.running && role !== "rebuilding") {
        return { region, role: "stopped" };
    }
    const unseen = broken ?? cluster.writerMember.broken;
    if (role !== "standby" || writer === undefined || unseen !== undefined) {
        return { region, role };
    }
    try {
        const { behind, replayed } = await server.row<{ behind: string; replayed: Date | null }>(
            `select greatest(0, pg_wal_lsn_diff('${writer.position}', pg_last_wal_replay_lsn())) as behind,
                pg_last_xact_replay_timestamp() as replayed`,
        );
        const lagBytes = Number(behind);
        const trail = lagBytes === 0 || replayed === null ? 0 : Math.max(0, writer.lastCommit - replayed.getTime());
        return { region, role, lagBytes, lagSeconds: (trail / 1000) * cluster.options.clock.factor };
    } catch {
        // It went between the look at its role and the question.
        return { region, role: server.running ? role : "stopped" };
    }
}

async function writerState(cluster: Cluster): Promise<WriterState | undefined> {
    const { server } = cluster.writerMember;
    if (!server.running) {
        return undefined;
    }
    try {
        const { epoch, position, committed } = await server.row<{
            epoch: string;
            position: string;
            committed: Date | null;
        }>(
            `select (select epoch from writer_epoch) as epoch, pg_current_wal_lsn()::text as position,
                (select timestamp from pg_last_committed_xact()) as committed`,
            cluster.model.databaseName,
        );
        return { epoch: Number(epoch), position, lastCommit: committed?.getTime() ?? 0 };
    } catch {
        return undefined;
    }
}
