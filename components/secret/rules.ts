import { problemIf, show, type Problem } from "../shared/problems";

/** When a secret gets a new value by itself. */
export interface RotationSettings {
    /** Days from one rotation to the next. */
    readonly everyDays: number;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html */
const mostDays = 1000;

/** What is wrong with a schedule. */
export function checkRotation({ everyDays }: RotationSettings): Problem[] {
    const inRange = Number.isInteger(everyDays) && everyDays >= 1 && everyDays <= mostDays;
    return problemIf(!inRange, "everyDays", `expected a whole number from 1 to ${mostDays}, got ${show(everyDays)}`);
}

/**
 * 22 letters and digits are as strong as a 128-bit key; of passwords, Aurora PostgreSQL takes the most, 99
 * (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html).
 */
const lengths = { least: 22, most: 99 };

/** What is wrong with the length of a generated value. */
export function checkLength(length: number): Problem[] {
    const inRange = Number.isInteger(length) && length >= lengths.least && length <= lengths.most;
    const expected = `a whole number from ${lengths.least} to ${lengths.most}`;
    return problemIf(!inRange, "length", `expected ${expected}, got ${show(length)}`);
}
