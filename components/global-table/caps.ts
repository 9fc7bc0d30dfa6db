import type { Problem } from "../shared/problems";
import type { ReplicaInputs } from "./replicas";

/** Lifts a cap (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html). */
export const noCap = -1;

const units = { maxReadRequestUnits: "maxReadUnits", maxWriteRequestUnits: "maxWriteUnits" } as const;

/**
 * The provider sends DynamoDB nothing of a cap that is left out, so it would stay, or the update would be refused for
 * saying nothing at all. A table that goes to provisioned capacity loses its caps.
 */
export function checkCapsUpdate(before: ReplicaInputs, after: ReplicaInputs): Problem[] {
    if (after["billingMode"] !== "PAY_PER_REQUEST") {
        return [];
    }
    const [old, now] = [read(before), read(after)];
    return Object.entries(units).flatMap(([input, setting]) => {
        const [was, is] = [old[input], now[input]];
        return typeof was === "number" && was > 0 && is === undefined
            ? [{ path: `billing.${setting}`, message: `expected ${noCap}, which lifts the cap of ${was}, got nothing` }]
            : [];
    });
}

function read({ onDemandThroughput: caps }: ReplicaInputs): Readonly<Record<string, unknown>> {
    return typeof caps === "object" && caps !== null ? (caps as Readonly<Record<string, unknown>>) : {};
}
