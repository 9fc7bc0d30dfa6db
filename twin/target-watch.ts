import type { Verdict } from "../routing/zone";
import type { Cell } from "./cell";
import type { EventLog } from "./event-log";
import { bareName } from "./zone";

export interface TargetWatchOptions {
    readonly cells: readonly Cell[];
    readonly log: EventLog;
    readonly publish: (targets: { readonly [balancer: string]: Verdict }) => void;
}

/** A small part of the shortest health-check interval, 5 s, also at 10x. */
const everyMilliseconds = 100;

/**
 * Tells Route 53 how the load balancers see their targets. Of a lost region nobody hears anything, so its last state
 * stays: an alias that evaluates target health does not notice the loss, only a health check does.
 */
export class TargetWatch {
    private readonly last = new Map<string, boolean>();

    constructor(private readonly options: TargetWatchOptions) {}

    /** The first look; then one every tenth of a second as long as the process lives. */
    async start(): Promise<void> {
        await this.look();
        setTimeout(() => void this.start(), everyMilliseconds);
    }

    private async look(): Promise<void> {
        await Promise.all(this.options.cells.map((cell) => this.lookAt(cell)));
    }

    private async lookAt(cell: Cell): Promise<void> {
        const found = isLost(cell) ? [] : ((await cell.balancer?.health().catch(() => [])) ?? []);
        // The region may have been lost while it answered.
        const changed = isLost(cell) ? [] : found.filter((one) => this.isNew(one.balancer.dnsName, one.healthy));
        for (const { balancer, healthy } of changed) {
            this.last.set(balancer.dnsName, healthy);
            this.options.log.note({ type: "target-health", region: cell.model.region, healthy });
        }
        if (changed.length > 0) {
            this.options.publish(this.targets());
        }
    }

    private isNew(name: string, healthy: boolean): boolean {
        return this.last.get(name) !== healthy;
    }

    /** By name, as the zone file writes it. */
    private targets(): { [balancer: string]: Verdict } {
        const verdicts = [...this.last].map(([name, healthy]) => [bareName(name), healthy ? "healthy" : "unhealthy"]);
        return Object.fromEntries(verdicts) as { [balancer: string]: Verdict };
    }
}

function isLost({ broken }: Cell): boolean {
    return broken !== undefined;
}
