import type { Band } from "../../routing/prediction";
import type { Interval, OutageRow, PromiseRow } from "../report";

/** Units that a number of a report can have; `bare` leaves the unit to the heading. */
export type Unit = PromiseRow["unit"] | "bare";

/** A count with thousands separators: 5,912. */
export function count(value: number): string {
    return value.toLocaleString("en-GB", { maximumFractionDigits: 0 });
}

/** As many digits as the size of the number deserves: 148 s, 7.3 s, 0.48 s, 99.97 %. */
export function quantity(value: number, unit: Unit): string {
    return withUnit(plain(value, digitsFor(value, unit)), unit);
}

/** A declared number, exactly as it was declared. */
export function declared(value: number, unit: Unit): string {
    return withUnit(value.toLocaleString("en-GB", { maximumFractionDigits: 6 }), unit);
}

/** Rounded outwards, so that what is printed still holds the true value: 71–72 s. */
export function interval([low, high]: Interval, unit: Unit): string {
    const digits = digitsForWidth(high - low, digitsFor(high, unit));
    const scale = 10 ** digits;
    const from = plain(Math.floor(low * scale + tolerance) / scale, digits);
    // Adding zero turns the -0 that rounding up leaves into 0.
    const to = plain(Math.ceil(high * scale - tolerance) / scale + 0, digits);
    return withUnit(from === to ? from : `${from}–${to}`, unit);
}

/** The predicted median, and the range of 99.9 % of the simulated runs: 62 s (41–95). */
export function band({ low, p50, high }: Band, unit: Unit): string {
    return `${quantity(p50, unit)} (${interval([low, high], "bare")})`;
}

export function intervalOr(value: Interval | null, unit: Unit, otherwise: string): string {
    return value === null ? otherwise : interval(value, unit);
}

export function bandOr(value: Band | null, unit: Unit, otherwise: string): string {
    return value === null ? otherwise : band(value, unit);
}

/** Part of a whole in per cent; an empty whole has no part. */
export function share(part: number, whole: number): string {
    return whole === 0 ? "none asked" : quantity((100 * part) / whole, "%");
}

/** 2026-11-21 01:44:07 UTC; text that is no instant is shown as it came. */
export function instant(iso: string): string {
    const time = new Date(iso);
    return Number.isNaN(time.getTime())
        ? iso
        : `${time
              .toISOString()
              .replace("T", " ")
              .replace(/\.\d+Z$/, "")} UTC`;
}

/** "honest reads", "keep-alive writes". */
export function clientsLabel({ class: clientClass, operation }: Pick<OutageRow, "class" | "operation">): string {
    return `${clientClass} ${operation}s`;
}

/** Below the last digit that is ever printed; keeps 71.0000001 from becoming 72. */
const tolerance = 1e-6;

function digitsFor(value: number, unit: Unit): number {
    const size = Math.abs(value);
    if (size === 0 || (unit === "%" && size === 100)) {
        return 0;
    }
    if (unit === "%") {
        return size > 99.9 ? 3 : 2;
    }
    return size >= 10 ? 0 : size >= 1 ? 1 : 2;
}

function digitsForWidth(width: number, least: number): number {
    return width > 0 && width < 0.1 ? Math.max(least, 2) : width > 0 && width < 1 ? Math.max(least, 1) : least;
}

function plain(value: number, digits: number): string {
    return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function withUnit(text: string, unit: Unit): string {
    return unit === "bare" ? text : `${text} ${unit}`;
}
