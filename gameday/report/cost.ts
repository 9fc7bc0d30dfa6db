import Big from "big.js";
import type { DrillCost } from "../../cost/drill";
import { dollars, plainNumber } from "../../cost/money";
import type { Table } from "./tables";

/** What the drill cost here and would cost on AWS, for the page and the Markdown. */
export function costSentence(cost: DrillCost): string {
    const minutes = cost.minutes.toLocaleString("en-GB");
    return (
        `On the twin this drill cost nothing. The same drill on AWS, ${minutes} minutes of platform time, would cost ` +
        `about ${dollars(new Big(cost.total))} USD, each line as the most that it can be, beside what the platform costs anyway ` +
        "and what is not counted. The drill launches no capacity of its own but its runner."
    );
}

/** The same in one line, for a terminal. */
export function costLine(cost: DrillCost): string {
    return (
        `cost: nothing on the twin; the same drill on AWS about ${dollars(new Big(cost.total))} USD, ` +
        `${cost.uncounted.length} things not counted`
    );
}

export function costTable({ lines }: DrillCost): Table {
    return {
        caption: "The same drill on AWS, at list prices",
        columns: [
            { title: "Line", align: "left" },
            { title: "USD", align: "right" },
            { title: "How it is counted", align: "left" },
            { title: "Price", align: "left" },
        ],
        rows: lines.map(({ name, place, quantity, unit, price, amount, basis, row, source, date }) => [
            name,
            dollars(new Big(amount)),
            `${plainNumber(new Big(quantity))} ${unit} at ${plainNumber(new Big(price))} (${place}); ${basis}`,
            `${row}, read ${date} in ${source}`,
        ]),
        empty: "Nothing of it has a price.",
    };
}

export function uncountedTable({ uncounted }: DrillCost): Table {
    return {
        caption: "Not counted",
        columns: [
            { title: "Not counted", align: "left" },
            { title: "Not counted because", align: "left" },
        ],
        rows: uncounted.map(({ name, reason }) => [name, reason]),
        empty: "Nothing is left out.",
    };
}
