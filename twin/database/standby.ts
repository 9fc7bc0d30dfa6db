import type { Cluster, Member } from "./cluster";
import { until } from "./until";

const streamLimitMilliseconds = 30_000;
const reloadLimitMilliseconds = 5_000;

/** Waits until the writer lists the member as a standby that streams. */
export async function followWriter(cluster: Cluster, standby: Member): Promise<void> {
    const { region } = standby.model;
    await until(`the database of ${region} streams from ${cluster.writer}`, streamLimitMilliseconds, async () => {
        const rows = await cluster.writerMember.server.query(
            "select 1 from pg_stat_replication where application_name = $1 and state = 'streaming'",
            [region],
        );
        return rows.length > 0 ? true : undefined;
    });
}

/** Makes a running server read its configuration again; resolves when new sessions have it. */
export async function reload(member: Member, readOnly: boolean): Promise<void> {
    await member.server.query("select pg_reload_conf()");
    const expected = readOnly ? "on" : "off";
    await until(`the database of ${member.model.region} has read its settings`, reloadLimitMilliseconds, async () => {
        const setting = "default_transaction_read_only";
        const row = await member.server.row<Record<typeof setting, string>>(`show ${setting}`);
        return row[setting] === expected ? true : undefined;
    });
}

/** Points a running standby at the present writer and waits until it streams from there. */
export async function repoint(cluster: Cluster, standby: Member): Promise<void> {
    await cluster.configureStandby(standby);
    await cluster.withoutLag(standby.model.region, async () => {
        await standby.server.query("select pg_reload_conf()");
        await followWriter(cluster, standby);
    });
    cluster.emit("standby follows the new writer", standby.model.region);
}
