import { z } from "zod";
import { checkBucket } from "../components/bucket/rules";
import { under, type Problem } from "../components/shared/problems";

/** What each cell records of its clients, and keys besides those that encrypt what each region keeps. */
export const securitySchema = z.strictObject({
    sharedKey: z
        .boolean()
        .default(false)
        .describe(
            "true adds one multi-region key, alias/<name>-shared, that instances of every cell seal and open with: for " +
                "what a client carries from one cell to another.",
        ),
    balancerLogs: z
        .union([
            z.literal("none"),
            z.strictObject({ retentionDays: z.number().describe("Days after which a log goes.") }),
        ])
        .default("none")
        .describe("Whether balancers log requests and connections, into a bucket of their own cell."),
});

/** What the bucket of a cell's logs would refuse. */
export function checkSecurity({ balancerLogs }: z.infer<typeof securitySchema>): Problem[] {
    return balancerLogs === "none"
        ? []
        : under("balancerLogs", checkBucket({ purpose: "balancer-logs", ...balancerLogs }));
}
