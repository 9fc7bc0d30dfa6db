import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { ruleIds } from "./rule-ids";

/** A waiver of the rule that ends waivers would never end. */
const waivable: readonly string[] = ruleIds.filter((id) => id !== "waiver-ended");

const rule = z.string().superRefine((id, context) => {
    if (!waivable.includes(id)) {
        const near = closest(id, waivable);
        context.addIssue({
            code: "custom",
            message: `expected the id of a rule, as docs/rules.md has them (did you mean "${near}"?)`,
        });
    }
});

/** What the rules of `antipode check` find and this stack accepts for a while: `waivers` of a stack's file. */
export const waiversSchema = z
    .array(
        z.strictObject({
            rule: rule.describe("The rule's id: docs/rules.md has them."),
            resource: z
                .string()
                .min(1, "expected a name or a urn")
                .optional()
                .describe("Only here: a name, a urn or a place, with * for any letters. Everywhere when left out."),
            reason: z.string().trim().min(10, "expected a reason that a reader will understand").describe("Why."),
            until: z.iso
                .date("expected a day in quotes such as 2027-03-31")
                .describe("The last day. From the next on `antipode check` fails, until somebody has looked again."),
        }),
    )
    .default([]);
