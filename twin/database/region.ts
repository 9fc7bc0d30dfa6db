import type { Manner } from "../relay";
import type { Cluster } from "./cluster";
import { join, startFenced } from "./succession";

/** The region is lost: nothing of it crosses the relay any more, and `refused` kills its server as it stands. */
export async function regionBroke(cluster: Cluster, region: string, manner: Manner): Promise<void> {
    const member = cluster.member(region);
    member.broken = manner;
    // Both at once: what the server commits after the cut is lost like what was on its way.
    const cut = cluster.relay?.send({ command: "cut", region, manner });
    await Promise.all([cut, manner === "refused" ? member.server.kill() : undefined]);
    cluster.emit("region lost", region);
}

/**
 * Before the region's network opens: its member comes back as what it was, or fenced when another was promoted
 * meanwhile, so that no client ever reaches two writers.
 */
export async function regionHealing(cluster: Cluster, region: string): Promise<void> {
    const member = cluster.member(region);
    const { server } = member;
    if (member.role === "fenced") {
        await server.stop("immediate");
        await startFenced(cluster, member);
        return;
    }
    if (!server.running) {
        await server.start();
    }
}

/** After the region's network has opened: the relay carries again, and a standby finds the writer of the day. */
export async function regionHealed(cluster: Cluster, region: string): Promise<void> {
    const member = cluster.member(region);
    await cluster.relay?.send({ command: "heal", region });
    member.broken = undefined;
    cluster.emit("region healed", region);
    const { broken, server } = cluster.writerMember;
    if (member.role === "standby" && member.upstream !== cluster.writer && !broken && server.running) {
        await join(cluster, member);
    }
}
