import { problemIf, show, type Problem } from "../shared/problems";

/** Both ends included. */
export interface Range {
    readonly min: number;
    readonly max: number;
    readonly whole?: boolean;
}

/** Two limits of what scales: whole numbers, the lower at least `floor`, the upper at least 1. */
export function checkLimits({ min, max }: { readonly min: number; readonly max: number }, floor: number): Problem[] {
    return [
        ...inRange("min", min, { min: floor, max: Infinity, whole: true }),
        ...inRange("max", max, { min: Math.max(min, 1), max: Infinity, whole: true }),
    ];
}

/** A number within limits that are part of it. */
export function inRange(path: string, value: number, { min, max, whole = false }: Range): Problem[] {
    const fits = Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value));
    const kind = whole ? "a whole number" : "a number";
    const lower = min === Number.MIN_VALUE ? "above 0" : `of ${min} or more`;
    const limits =
        max === Infinity ? lower : min === Number.MIN_VALUE ? `above 0, up to ${max}` : `from ${min} to ${max}`;
    return problemIf(!fits, path, `expected ${kind} ${limits}, got ${show(value)}`);
}
