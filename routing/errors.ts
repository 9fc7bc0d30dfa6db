/** What is wrong: the zone (Route 53 would refuse it), a loop of aliases, a rule that is not built, or a plan with an unknown. */
export type RoutingErrorCode = "invalid-zone" | "alias-cycle" | "not-built" | "unknown-value";

/** Wrong input to routing; the message is one line for a person: what, where, what was expected. */
export class RoutingError extends Error {
    constructor(
        readonly code: RoutingErrorCode,
        message: string,
    ) {
        super(message);
        this.name = "RoutingError";
    }
}
