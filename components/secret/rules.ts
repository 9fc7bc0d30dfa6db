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
