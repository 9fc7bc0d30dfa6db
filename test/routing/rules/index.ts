import { aliases } from "./aliases";
import { assumptions } from "./assumptions";
import { checks } from "./checks";
import { endpointChecks } from "./checks-endpoint";
import { otherChecks } from "./checks-others";
import { requestChecks } from "./checks-requests";
import { responseChecks } from "./checks-responses";
import { delegations } from "./delegations";
import { distances } from "./distances";
import { explanations } from "./explanations";
import { limits } from "./limits";
import { names } from "./names";
import { places } from "./places";
import { policies } from "./policies";
import { refusals } from "./refusals";
import { groupRefusals } from "./refusals-groups";
import type { Rule } from "./subject";
import { trees } from "./trees";
import { values } from "./values";
import { wire } from "./wire";
import { wireEdns } from "./wire-edns";
import { wireZones } from "./wire-zones";

export { subjectOf, type Mutant } from "./subject";

/** Every rule of Route 53 that is built, once. */
export const rules: readonly Rule[] = [
    ...policies,
    ...places,
    ...distances,
    ...assumptions,
    ...values,
    ...trees,
    ...aliases,
    ...limits,
    ...names,
    ...delegations,
    ...refusals,
    ...groupRefusals,
    ...explanations,
    ...checks,
    ...endpointChecks,
    ...requestChecks,
    ...responseChecks,
    ...otherChecks,
    ...wire,
    ...wireEdns,
    ...wireZones,
];
