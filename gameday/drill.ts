/** A drill is one experiment, as data: loadtest/drills/ holds them and gameday/ runs them. */
export interface DrillDefinition {
    /** The name that `antipode gameday run` takes. */
    readonly name: string;
    /** What the drill asks, in one sentence that ends with a question mark. */
    readonly question: string;
    /** Files of loadtest/, without folder and extension. */
    readonly scenario: string;
    readonly workload: string;
    readonly fault: Fault;
    readonly recovery: Recovery;
    /** How the platform gets back to where it was. */
    readonly undo: { readonly heal: "restore-region" | "none"; readonly failBack: "switchover" | "none" };
}

/**
 * `refused`: the region's processes die, connections are refused.
 * `black-hole`: packets vanish both ways, connections time out.
 * `none`: nothing breaks (a planned switchover).
 */
export type Fault =
    | {
          readonly kind: "region-loss";
          readonly manner: "refused" | "black-hole";
          readonly region: "initial-writer" | (string & {});
      }
    | { readonly kind: "none" };

/** What the operator does about the database once clients are sent to the survivor. */
export type Recovery = "managed-failover" | "switchover" | "none";
