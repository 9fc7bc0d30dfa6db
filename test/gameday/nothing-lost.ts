import type { Audit } from "../../gameday/measure/ledger";
import type { LossReport } from "../../gameday/report";

/** The account of a drill in which every acknowledged order is where it should be. */
export const loss: LossReport = {
    lookUp: "after-fail-back",
    acknowledged: 5912,
    failed: 0,
    unknown: 0,
    lostAfterFailover: 0,
    late: 0,
    lost: 0,
    recovered: 0,
    phantom: 0,
    duplicate: 0,
    splitBrain: 0,
    lostOrders: [],
    foundOnOldPrimary: null,
    rpo: [0, 0],
    declaredLag: 0.5,
};
/** The same as the ledger tells it. */
export const audit: Audit = { loss, unexplained: [], holes: [], notReplicated: {} };
