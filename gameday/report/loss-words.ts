import type { LossReport, Report } from "../report";
import { count, declared, intervalOr } from "./format";

/** A longer list of lost orders is folded away. */
export const mostIdsOpen = 10;

/** One sentence on how much was lost, and for how long back. */
export function lossSentence({ loss }: Report): string {
    if (loss.lookUp === "none") {
        return `The drill ended before any order was looked up: nothing is known of loss. ${count(loss.acknowledged)} orders were acknowledged.`;
    }
    const reach = `RPO ${intervalOr(loss.rpo, "s", "–")}, under a declared replication lag of ${declared(loss.declaredLag, "s")}`;
    const late = loss.late === 0 ? "" : ` ${count(loss.late)} came back late, with the fail-back.`;
    const gone =
        loss.lostAfterFailover === 0 && loss.lost === 0
            ? `None of ${count(loss.acknowledged)} acknowledged orders was lost`
            : `${count(loss.lostAfterFailover)} of ${count(loss.acknowledged)} acknowledged orders were missing after failover, ` +
              (loss.lookUp === "after-failover"
                  ? "and the drill ended before the fail-back"
                  : `${count(loss.lost)} still are after fail-back`);
    return `${gone}: ${reach}.${late}`;
}

/** Whether the lost orders are those that the fenced old primary alone holds; null when there was no such disk. */
export function lossIsExplained({ lostOrders, foundOnOldPrimary }: LossReport): boolean | null {
    if (foundOnOldPrimary === null) {
        return null;
    }
    const found = new Set(foundOnOldPrimary);
    return found.size === new Set(lostOrders).size && lostOrders.every((order) => found.has(order));
}

/** What the disk of the old primary says about the lost orders, in one sentence. */
export function oldPrimarySentence({ loss }: Report): string {
    const explained = lossIsExplained(loss);
    if (loss.lookUp === "none") {
        return "No database was asked which orders it holds.";
    }
    if (explained === null) {
        return "No old primary was fenced, so there was no second place to look for lost orders.";
    }
    if (explained) {
        return loss.lostOrders.length === 0
            ? "The fenced old primary's disk holds no order that the new writer lacks."
            : "The fenced old primary's disk holds exactly the orders reported lost: they died in the replication lag.";
    }
    return "The orders on the fenced old primary's disk are not the orders reported lost: something else lost data.";
}
