import { certain, everyMember, type Policy } from "./policy";

/** One record for the name and type. */
export const simple: Policy = {
    name: "simple",
    label: () => "the only record",
    applicable: everyMember,
    choose: (usable) => certain(usable[0]),
    reason: () => "",
    problems: (records) => (records.length > 1 ? ["expected one simple record, got several"] : []),
};
