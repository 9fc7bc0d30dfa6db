import Big from "big.js";
import type { Estimate } from "../estimate";
import { withInputs } from "./change-plan";
import type { Lever } from "./lever";

const type = "aws:dynamodb/table:Table";

/** Share of capacity that application auto scaling aims at (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html). */
const targetUtilization = 0.7;

/** Capacity for the average of the stated requests; a table without stated requests is left as it is. */
export const provisionedTables: Lever = {
    id: "provisioned-tables",
    title: "DynamoDB tables with provisioned capacity for the stated requests, at 70 % use",
    takes: "requests are throttled while a peak lasts that scaling has not followed yet",
    source: "https://aws.amazon.com/dynamodb/pricing/",
    change: (plan, estimate) =>
        withInputs(plan, (one) => {
            const writes = requests(estimate, one.urn, /writes/);
            const reads = requests(estimate, one.urn, /^reads/);
            return one.type === type && one.inputs["billingMode"] === "PAY_PER_REQUEST" && writes && reads
                ? {
                      ...one.inputs,
                      billingMode: "PROVISIONED",
                      writeCapacity: capacity(writes, estimate),
                      readCapacity: capacity(reads, estimate),
                  }
                : undefined;
        }),
};

/** What the usage file states of a table, as its first line of that name has it. */
function requests({ resources }: Estimate, urn: string, name: RegExp): Big | undefined {
    const lines = resources.find(({ resource }) => resource.urn === urn)?.lines ?? [];
    const charge = lines.find((line) => name.test(line.name))?.charge;
    return charge?.kind === "priced" ? charge.quantity.typical : undefined;
}

function capacity(perMonth: Big, { settings }: Estimate): number {
    const perSecond = perMonth.div(new Big(settings.hoursPerMonth).times(3600));
    return Math.max(1, perSecond.div(targetUtilization).round(0, Big.roundUp).toNumber());
}
