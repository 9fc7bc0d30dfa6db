import { checks } from "./checks";
import { endpointChecks } from "./checks-endpoint";
import { otherChecks } from "./checks-others";
import { requestChecks } from "./checks-requests";
import { responseChecks } from "./checks-responses";
import { names } from "./names";
import { policies } from "./policies";
import type { Rule } from "./subject";
import { trees } from "./trees";
import { wire } from "./wire";
import { wireEdns } from "./wire-edns";
import { wireZones } from "./wire-zones";

export { subjectOf, type Mutant, type Subject } from "./subject";

/** Every rule of Route 53 that is built, once. */
export const rules: readonly Rule[] = [
    ...policies,
    ...trees,
    ...names,
    ...checks,
    ...endpointChecks,
    ...requestChecks,
    ...responseChecks,
    ...otherChecks,
    ...wire,
    ...wireEdns,
    ...wireZones,
];
