import type { CheckVerdict } from "../routing/health-checks/prober";
import type { Verdict } from "../routing/zone";
import type { TwinEvent } from "./api";

/** What the host tells the Route 53 process. */
export type ToRoute53 =
    /** The platform serves: checkers and the users of resolvers may begin to ask. */
    | { readonly type: "open" }
    | { readonly type: "targets"; readonly targets: { readonly [balancer: string]: Verdict } }
    /** Names of the database as a cell must see them now. */
    | { readonly type: "names"; readonly region: string; readonly addresses: { readonly [name: string]: string } }
    | { readonly type: "answer"; readonly id: number; readonly name: string; readonly from: string }
    | { readonly type: "verdicts"; readonly id: number };

export interface RegionVerdict extends CheckVerdict {
    readonly region: string;
}

export interface CurrentAnswer {
    readonly addresses: string[];
    readonly region?: string;
    readonly failOpen: boolean;
}

/** What the Route 53 process tells the host. */
export type FromRoute53 =
    | { readonly type: "ready" }
    | { readonly type: "primed" }
    | { readonly type: "event"; readonly event: TwinEvent }
    | { readonly type: "answer"; readonly id: number; readonly answer: CurrentAnswer }
    | { readonly type: "verdicts"; readonly id: number; readonly verdicts: readonly RegionVerdict[] };
