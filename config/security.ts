import { z } from "zod";

/** Keys besides those that encrypt what each region keeps. */
export const securitySchema = z.strictObject({
    sharedKey: z
        .boolean()
        .default(false)
        .describe(
            "true adds one multi-region key, alias/<name>-shared, that instances of every cell seal and open with: for " +
                "what a client carries from one cell to another.",
        ),
});
