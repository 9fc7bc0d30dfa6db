import assert from "node:assert/strict";
import { readOffer, readUnitMap, RateFileError } from "../../../cost/book/rates";
import { refreshed } from "../../../cost/book/refresh";
import { bookOfSheet } from "./sheet";

/** The shape that AWS's guide gives an offer as CSV: five rows of metadata, a heading, a row for each rate. */
const offer = `"FormatVersion","v1.0"
"Disclaimer","This pricing list is for informational purposes only, and more"
"Publication Date","2026-11-03T17:20:11Z"
"Version","20261103172011"
"OfferCode","Gates"
"SKU","OfferTermCode","RateCode","TermType","PriceDescription","EffectiveDate","StartingRange","EndingRange","Unit","PricePerUnit","Currency","usageType"
"A","B","A.B.C","OnDemand","per hour, ""always""","2026-11-01","0","Inf","Hrs","0.0600000000","USD","EU-Gate"
"A","R","A.B.D","Reserved","a year","2026-11-01","0","Inf","Hrs","0.0100000000","USD","EU-Gate"
"X","B","X.B.C","OnDemand","of others","2026-11-01","0","Inf","Hrs","9.0000000000","USD","EU-Other"
`;

const unitMap = JSON.stringify({
    manifest: { serviceId: "gates", hawkFilePublicationDate: "2026-11-04T01:02:03Z" },
    regions: { "EU (Ireland)": { "per hour": { rateCode: "A.B.C", price: "0.0500000000" } } },
});

const book = bookOfSheet({}, { label: "per year", sku: "rate:A.B.D" }, { label: "per day", sku: "EU-Gate" });

/** As a network may cut it: anywhere. */
async function* cut(text: string): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += 7) {
        yield await Promise.resolve(text.slice(at, at + 7));
    }
}

describe("a newer offer", () => {
    it("changes what it has by rate code, and leaves the rest with its own day", async () => {
        const { entries, changed, met } = await refreshed(book, readOffer(cut(offer)), "https://offer");
        assert.deepEqual(
            entries.map(({ name, price: { amount, date, source } }) => [name.label, amount.toFixed(), date, source]),
            [
                ["per day", "0.05", "2026-01-02", "somewhere"],
                ["per hour", "0.06", "2026-11-03", "https://offer"],
                ["per year", "0.05", "2026-01-02", "somewhere"],
            ],
        );
        assert.equal(met, 1);
        assert.deepEqual(
            changed.map(({ name, place, before, after }) => [name.label, place, before.toFixed(), after.toFixed()]),
            [["per hour", "eu-west-1", "0.05", "0.06"]],
        );
    });

    it("is refused when it is none", async () => {
        for (const text of ["<html>not found</html>", "", "a,b\n".repeat(100)]) {
            await assert.rejects(refreshed(book, readOffer(cut(text)), "x"), RateFileError);
        }
    });
});

describe("a newer metered-unit map", () => {
    it("makes a price younger that has not changed", async () => {
        const { entries, changed, met } = await refreshed(book, readUnitMap(unitMap), "https://map");
        assert.deepEqual([met, changed], [1, []]);
        assert.equal(entries.find(({ name }) => name.label === "per hour")?.price.date, "2026-11-04");
    });

    it("is refused when it is none", () => {
        assert.throws(() => readUnitMap("<html>"), RateFileError);
        assert.throws(() => readUnitMap("{}"), /expected a metered-unit map/);
    });
});
