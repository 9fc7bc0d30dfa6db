import type { Cluster, Member } from "./cluster";

const idsPerStatement = 5_000;

/** Which of these orders lie in the region's own database, whatever its role; rejects when its server does not run. */
export async function findOrders(cluster: Cluster, region: string, ids: readonly string[]): Promise<string[]> {
    const member = running(cluster, region);
    if (!(await hasOrders(cluster, member))) {
        return [];
    }
    const found: string[] = [];
    for (let start = 0; start < ids.length; start += idsPerStatement) {
        const rows = await member.server.query<{ id: string }>(
            "select id::text as id from orders where id = any($1::uuid[])",
            [ids.slice(start, start + idsPerStatement)],
            cluster.model.databaseName,
        );
        found.push(...rows.map(({ id }) => id));
    }
    return found;
}

/** Removes an order behind the app's back, from the writer and so from those that follow it: no other can lose a row of its own. */
export async function deleteOrder(cluster: Cluster, region: string, id: string): Promise<void> {
    const member = running(cluster, region);
    if (region !== cluster.writer) {
        throw new Error(
            `the database of ${region} is ${member.role}: delete the order in ${cluster.writer}, the writer`,
        );
    }
    const rows = await member.server.query(
        "with gone as (delete from orders where id = $1 returning 1) select 1 from gone",
        [id],
        cluster.model.databaseName,
    );
    if (rows.length === 0) {
        throw new Error(`the database of ${region} has no order ${id}`);
    }
}

async function hasOrders(cluster: Cluster, member: Member): Promise<boolean> {
    const { there } = await member.server.row<{ there: boolean }>(
        "select to_regclass('public.orders') is not null as there",
        cluster.model.databaseName,
    );
    return there;
}

function running(cluster: Cluster, region: string): Member {
    const member = cluster.member(region);
    if (!member.server.running) {
        throw new Error(`the database of ${region} does not run: heal the region first`);
    }
    return member;
}
