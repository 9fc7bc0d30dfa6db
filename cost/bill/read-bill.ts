import Big from "big.js";
import { z } from "zod";
import { mistakeText, parseJson } from "../../plan/json-mistake";
import type { Grouping } from "../group";

/** What AWS billed, divided as Cost Explorer was asked to divide it. */
export interface Bill {
    /** First day, `YYYY-MM-DD`, and the day after the last. */
    readonly from: string;
    readonly until: string;
    /** Length of all its periods. */
    readonly hours: number;
    /** What its groups are of; none when it is not divided. */
    readonly by: readonly Grouping[];
    readonly groups: readonly BilledGroup[];
    /** Why it is not whole. */
    readonly notes: readonly string[];
}

export interface BilledGroup {
    /** One name for each of the bill's groupings, as an estimate names them. */
    readonly names: readonly string[];
    /** US dollars over all periods. */
    readonly amount: Big;
}

/** Not a bill that an estimate can be compared with; the message is one line: what, where, what was expected. */
export class BillProblem extends Error {
    constructor(name: string, problem: string) {
        super(`${name}: ${problem}`);
        this.name = "BillProblem";
    }
}

const metrics = z.record(
    z.string(),
    z.object({ Amount: z.string().regex(/^-?\d+(\.\d+)?(E-?\d+)?$/), Unit: z.string() }),
);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/);

/** What `GetCostAndUsage` answers (https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html). */
const costAndUsage = z.object({
    GroupDefinitions: z.array(z.object({ Type: z.string(), Key: z.string() })).default([]),
    NextPageToken: z.string().nullish(),
    ResultsByTime: z
        .array(
            z.object({
                TimePeriod: z.object({ Start: day, End: day }),
                Total: metrics.default({}),
                Groups: z.array(z.object({ Keys: z.array(z.string()), Metrics: metrics })).default([]),
                Estimated: z.boolean().default(false),
            }),
        )
        .min(1),
});

type Answer = z.infer<typeof costAndUsage>;
type Metrics = z.infer<typeof metrics>;

/** Which of several metrics counts: the list's price of what was used comes first, as an estimate has it. */
const wanted = ["UnblendedCost", "NetUnblendedCost", "AmortizedCost", "NetAmortizedCost", "BlendedCost"];

const hourMilliseconds = 3_600_000;

/**
 * Reads what `aws ce get-cost-and-usage` prints, grouped by region, by tags or not at all.
 * @param name how messages call the file
 * @throws BillProblem
 */
export function readBill(text: string, name: string): Bill {
    const answer = answerIn(text, name);
    const by = answer.GroupDefinitions.map(({ Type, Key }) => groupingOf(Type, Key, name));
    const amounts = new Map<string, BilledGroup>();
    for (const { Groups, Total } of answer.ResultsByTime) {
        for (const { Keys, Metrics } of by.length > 0 ? Groups : [{ Keys: [], Metrics: Total }]) {
            const names = by.map((grouping, at) => nameOf(grouping, Keys[at] ?? ""));
            const key = JSON.stringify(names);
            const amount = (amounts.get(key)?.amount ?? new Big(0)).plus(dollarsIn(Metrics, name));
            amounts.set(key, { names, amount });
        }
    }
    const periods = answer.ResultsByTime.map(({ TimePeriod }) => TimePeriod);
    const from = periods.map(({ Start }) => Start).sort()[0] ?? "";
    const until =
        periods
            .map(({ End }) => End)
            .sort()
            .at(-1) ?? "";
    const hours =
        periods.reduce((sum, { Start, End }) => sum + (Date.parse(End) - Date.parse(Start)), 0) / hourMilliseconds;
    if (!(hours > 0)) {
        throw new BillProblem(name, `expected periods that end after they start, got ${from} to ${until}`);
    }
    return {
        from: from.slice(0, 10),
        until: until.slice(0, 10),
        hours,
        by,
        groups: [...amounts.values()],
        notes: notesOf(answer),
    };
}

function answerIn(text: string, name: string): Answer {
    const expected = "expected what `aws ce get-cost-and-usage` prints";
    const read = parseJson(text);
    if (read.kind === "mistake") {
        throw new BillProblem(name, `${expected}; the file ${mistakeText(read.mistake)}`);
    }
    const parsed = costAndUsage.safeParse(read.value);
    if (!parsed.success) {
        const [first] = parsed.error.issues;
        throw new BillProblem(name, `${expected}; ${first?.path.join(".") ?? ""}: ${first?.message ?? ""}`);
    }
    return parsed.data;
}

function groupingOf(type: string, key: string, name: string): Grouping {
    if (type === "TAG") {
        return { kind: "tag", key };
    }
    if (type === "DIMENSION" && key === "REGION") {
        return { kind: "region" };
    }
    throw new BillProblem(name, `expected groups by REGION or by a tag, which a program knows too, got ${type} ${key}`);
}

/** A tag's value follows its key and a `$`; where nobody set the tag, nothing follows. */
function nameOf(grouping: Grouping, key: string): string {
    if (grouping.kind !== "tag") {
        return key;
    }
    const value = key.startsWith(`${grouping.key}$`) ? key.slice(grouping.key.length + 1) : key;
    return value === "" ? `(no ${grouping.key})` : value;
}

function dollarsIn(metrics: Metrics, name: string): Big {
    const metric = wanted.find((one) => one in metrics);
    const found = metric === undefined ? undefined : metrics[metric];
    if (found?.Unit !== "USD") {
        throw new BillProblem(
            name,
            `expected one of ${wanted.join(", ")} in USD, got ${Object.keys(metrics).join(", ") || "none"}`,
        );
    }
    return new Big(found.Amount);
}

function notesOf({ ResultsByTime, NextPageToken }: Answer): readonly string[] {
    const early = ResultsByTime.filter(({ Estimated }) => Estimated).length;
    return [
        ...(early > 0 ? ["the bill is not final: AWS says of a part of it that it is estimated"] : []),
        ...((NextPageToken ?? "") === ""
            ? []
            : ["the bill goes on: the file has a NextPageToken, and not its next page"]),
    ];
}
