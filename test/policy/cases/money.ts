import { one, platform, type Cases } from "./case";

/** 35.04 USD a month, and 48 for the terabyte that the tests state; 96 for the two of a busy month. */
const gateway = one("aws:ec2/natGateway:NatGateway");
const until = (day: string) => platform({ waivers: [{ rule: "any-account", reason: "a trial", until: day }] });

/** What depends on an estimate, or on the day. */
export const moneyCases: Cases = {
    "over-budget": {
        broken: [platform({ budgetMonthlyUsd: 83.03 }), gateway],
        sound: [platform({ budgetMonthlyUsd: 83.04 }), gateway],
        says: ["83.04 USD a month, of 83.03 USD"],
    },
    "over-budget-when-busy": {
        broken: [platform({ budgetMonthlyUsd: 131.03 }), gateway],
        sound: [platform({ budgetMonthlyUsd: 131.04 }), gateway],
        says: ["131.04 USD a month, of 131.03 USD"],
    },
    "waiver-ended": {
        broken: [until("2026-11-20")],
        sound: [until("2026-11-21")],
        says: ["it ended on 2026-11-20"],
    },
};
