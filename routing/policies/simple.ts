import type { Policy } from "./policy";

/** One record for the name and type. */
export const simple: Policy = {
    name: "simple",
    label: () => "the only record",
    choose: (usable) => usable.map((record) => ({ record, probability: 1 / usable.length, reason: "" })),
    problems: (records) => (records.length > 1 ? ["expected one simple record, got several"] : []),
};
