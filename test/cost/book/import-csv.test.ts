import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bookFromCsv, SheetProblems } from "../../../cost/book/import-csv";
import { bookInMemory, openBook } from "../../../cost/book/open-book";
import { writeBook } from "../../../cost/book/write-book";
import { bookOfSheet, sheet } from "./sheet";

describe("a price sheet", () => {
    it("becomes a file for each region, and one for all that is none", () => {
        const files = bookFromCsv(sheet({}, { region: "us-east-1" }, { region: "global" }, { region: "edge:Japan" }));
        assert.deepEqual([...files.keys()].sort(), ["eu-west-1.json", "global.json", "us-east-1.json"]);
    });

    it("reads from disk as it was written", () => {
        const folder = mkdtempSync(join(tmpdir(), "antipode-book-"));
        try {
            const lines = [{ usd: "0.123456789012345678" }, { region: "edge:Japan", label: 'of "a", per GB' }];
            writeBook(folder, bookFromCsv(sheet(...lines)));
            const [written, read] = [bookOfSheet(...lines), openBook(folder)];
            assert.deepEqual([...read.entries()], [...written.entries()]);
            assert.equal(
                read.find({ service: "Gates", label: "per hour" }, "eu-west-1")?.amount.toFixed(),
                "0.123456789012345678",
            );
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("makes the same files whatever its order is", () => {
        const lines = [{ label: "b" }, { label: "a" }, { label: "a", region: "us-east-1" }];
        assert.deepEqual(bookFromCsv(sheet(...lines)), bookFromCsv(sheet(...lines.toReversed())));
    });

    it("takes from a second sheet what it lacks, and nothing else", () => {
        const added = sheet({ usd: "9" }, { label: "per day", usd: "2" });
        const book = bookInMemory(bookFromCsv(sheet({}), added));
        assert.deepEqual(
            [...book.entries()].map(({ name, price }) => [name.label, price.amount.toFixed()]),
            [
                ["per day", "2"],
                ["per hour", "0.05"],
            ],
        );
    });

    const refusals: readonly [string, string, RegExp][] = [
        ["a price that is none", sheet({ usd: "free" }), /line 2: price_usd: expected a decimal number, got "free"/],
        ["a negative price", sheet({ usd: "-1" }), /line 2: price_usd/],
        ["a day that is none", sheet({}, { label: "x", date: "May" }), /line 3: source_date/],
        ["no region", sheet({ region: "" }), /line 2: region/],
        ["one price twice", sheet({}, { usd: "0.06" }), /lines 2 and 3 both price Gates "per hour" in eu-west-1/],
        ["other columns", "a,b\n1,2\n", /missing: service, /],
        ["nothing in it", "", /missing: service, /],
    ];
    for (const [title, text, message] of refusals) {
        it(`is refused for ${title}`, () => {
            assert.throws(
                () => bookFromCsv(text),
                (error: unknown) => error instanceof SheetProblems && message.test(error.message),
            );
        });
    }
});

describe("the project's book", () => {
    it("has a file for each of its eight regions, and one for the world", () => {
        assert.equal(readdirSync("cost/book/prices").length, 9);
    });

    it("has the prices that were found one by one", () => {
        const book = openBook("cost/book/prices");
        const added = bookInMemory(bookFromCsv(readFileSync("cost/book/added-prices.csv", "utf8")));
        for (const { name, place, price } of added.entries()) {
            assert.deepEqual(book.find(name, place), price, name.label);
        }
    });

    it("has one price on a line, so that a change of prices reads as one", () => {
        const lines = readFileSync("cost/book/prices/global.json", "utf8").split("\n");
        const rows = [...openBook("cost/book/prices").entries()].filter(({ place }) => !/^[a-z]{2}-/.test(place));
        assert.equal(lines.filter((line) => /^".*":\["/.test(line)).length, rows.length);
    });
});
