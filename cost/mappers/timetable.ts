import Big from "big.js";

/** How many of each unit that a rate may have go into a day. */
const perDay = { minute: 24 * 60, hour: 24, day: 1 };

const hoursPerDay = 24;
const daysPerWeek = 7;
const monthsPerYear = 12;

/**
 * How often a schedule of AWS runs in a month: `rate(5 minutes)`, `cron(0 10 ? * TUE *)` or `at(...)`, which runs once.
 * Undefined for one that it cannot read (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 */
export function runsPerMonth(expression: string, hoursPerMonth: number): Big | undefined {
    const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
    if (rate) {
        const [, count = "", unit] = rate;
        return Number(count) === 0
            ? new Big(0)
            : new Big(hoursPerMonth)
                  .times(perDay[unit as keyof typeof perDay])
                  .div(hoursPerDay)
                  .div(count);
    }
    const cron = /^cron\((.+)\)$/.exec(expression);
    if (cron) {
        return cronRuns(cron[1]?.trim().split(/\s+/) ?? [], hoursPerMonth);
    }
    return expression.startsWith("at(") ? new Big(1) : undefined;
}

function cronRuns(fields: readonly string[], hoursPerMonth: number): Big | undefined {
    const [minute, hour, dayOfMonth, month, dayOfWeek] = fields;
    if (minute === undefined || hour === undefined || month === undefined) {
        return undefined;
    }
    const minutes = valuesIn(minute, { from: 0, to: 59 });
    const hours = valuesIn(hour, { from: 0, to: 23 });
    const months = valuesIn(month, { from: 1, to: monthsPerYear });
    const days = new Big(hoursPerMonth).div(hoursPerDay);
    const each = isAny(dayOfWeek)
        ? isAny(dayOfMonth)
            ? days
            : valuesIn(dayOfMonth ?? "", { from: 1, to: 31 })
        : valuesIn(dayOfWeek ?? "", { from: 1, to: daysPerWeek })
              ?.times(days)
              .div(daysPerWeek);
    return minutes && hours && months && each && minutes.times(hours).times(each).times(months).div(monthsPerYear);
}

function isAny(field: string | undefined): boolean {
    return field === undefined || field === "*" || field === "?";
}

/** How many values a field has: lists, ranges, steps; a name or a special day (`L`, `15W`, `2#1`) counts as one. */
function valuesIn(field: string, all: { readonly from: number; readonly to: number }): Big | undefined {
    let sum = new Big(0);
    for (const part of field.split(",")) {
        const [range = "", step = "1"] = part.split("/");
        const ends = rangeOf(range, all, part.includes("/"));
        // A range that ends before it begins has no meaning that AWS states.
        if (!ends || ends.to < ends.from || !(Number(step) > 0)) {
            return undefined;
        }
        sum = sum.plus(Math.floor((ends.to - ends.from) / Number(step)) + 1);
    }
    return sum;
}

type Range = { readonly from: number; readonly to: number };

function rangeOf(text: string, all: Range, open: boolean): Range | undefined {
    if (isAny(text)) {
        return all;
    }
    const [from, to] = text.split("-").map(numberOf);
    if (from === undefined) {
        return undefined;
    }
    return { from, to: to ?? (open ? all.to : from) };
}

const names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

function numberOf(text: string): number | undefined {
    const day = names.indexOf(text.toUpperCase());
    if (day >= 0) {
        return day + 1;
    }
    const month = new Date(`${text} 1, 2000`).getMonth();
    const special = /^(L|\d+W|\d+L|\d+#\d+|LW)$/.test(text) ? 1 : undefined;
    return /^\d+$/.test(text) ? Number(text) : /^[A-Za-z]{3}$/.test(text) && !Number.isNaN(month) ? month + 1 : special;
}
