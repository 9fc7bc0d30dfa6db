/**
 * What is wrong: the zone (Route 53 would refuse it), a loop of aliases, a rule that is not built, a plan with an unknown,
 * or a client whose place is not known well enough for a policy.
 */
export type RoutingErrorCode = "invalid-zone" | "alias-cycle" | "not-built" | "unknown-value" | "unknown-place";

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
