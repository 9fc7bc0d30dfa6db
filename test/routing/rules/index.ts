import { checks } from "./checks";
import { names } from "./names";
import { policies } from "./policies";
import type { Rule } from "./subject";
import { trees } from "./trees";

export { subjectOf, type Mutant, type Subject } from "./subject";

/** Every rule of Route 53 that is built, once. */
export const rules: readonly Rule[] = [...policies, ...trees, ...names, ...checks];
