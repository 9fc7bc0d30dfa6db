import { accessCases } from "./access";
import type { Cases } from "./case";
import { encryptionCases } from "./encryption";
import { exposureCases } from "./exposure";
import { keepingCases } from "./keeping";
import { moneyCases } from "./money";
import { regionCases } from "./regions";
import { workingCases } from "./working";
import { zoneCases } from "./zone";

/** A case for every rule. */
export const cases: Cases = {
    ...accessCases,
    ...encryptionCases,
    ...exposureCases,
    ...keepingCases,
    ...moneyCases,
    ...regionCases,
    ...workingCases,
    ...zoneCases,
};
