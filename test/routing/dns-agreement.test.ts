import assert from "node:assert/strict";
import packet from "dns-packet";
import { answer } from "../../routing/answer";
import { Responder } from "../../routing/dns/responder";
import { createZoneResolver } from "../../routing/dns/zone-resolver";
import { seededRandom } from "../../routing/random";
import type { Zone } from "../../routing/zone";
import { query } from "./dns-clients";
import { address, alias, zone } from "./zones";

const queries = 5000;

/** How often a server of a zone answered app.example.com with each first value. */
function frequencies(one: Zone, seed: number): Map<string, number> {
    const random = seededRandom(seed);
    const resolve = createZoneResolver({
        zone: one,
        clockFactor: 1,
        now: () => ({ version: 1, state: {}, addresses: {} }),
        from: () => "here",
        random,
    });
    const responder = new Responder({ resolve, random });
    const asked = packet.encode(query("app.example.com"));
    const counts = new Map<string, number>();
    for (let at = 0; at < queries; at += 1) {
        const { answers: [record] = [] } = packet.decode(
            responder.respond(asked, "192.0.2.1", "udp") ?? Buffer.alloc(0),
        );
        const value = record?.type === "A" ? record.data : "none";
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
}

/** Pearson's statistic of what was counted against what was to be expected. */
function chiSquare(counts: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): number {
    assert.deepEqual(
        [...counts.keys()].filter((value) => !expected.has(value)),
        [],
    );
    return [...expected].reduce((total, [value, share]) => {
        const mean = share * queries;
        return total + ((counts.get(value) ?? 0) - mean) ** 2 / mean;
    }, 0);
}

/** What is exceeded once in a thousand, by degrees of freedom: the seeds are fixed, so that it is never by chance. */
const critical: { readonly [degrees: number]: number } = { 2: 13.82, 4: 18.47, 11: 31.26 };

describe("DNS server and evaluator", () => {
    it("agree on how often each record of a nested draw answers", () => {
        const leaf = (group: string, value: string, Weight: number) =>
            address(`${group}.example.com`, value, { Weight, SetIdentifier: value });
        const branch = (group: string, Weight: number) =>
            alias("app.example.com", { to: `${group}.example.com` }, { Weight, SetIdentifier: group });
        const one = zone([
            branch("a", 1),
            branch("b", 3),
            leaf("a", "10.0.0.1", 5),
            leaf("a", "10.0.0.2", 250),
            leaf("b", "10.0.0.3", 1),
            leaf("b", "10.0.0.4", 2),
            leaf("b", "10.0.0.5", 4),
        ]);
        const { candidates } = answer(one, {}, { name: "app.example.com", type: "A", from: "here" });
        const expected = new Map(candidates.map(({ answers, probability }) => [answers.join(), probability]));
        assert.equal(expected.size, 5);
        assert.ok(chiSquare(frequencies(one, 1), expected) < (critical[4] ?? 0));
    });

    it("agree on which of twelve multivalue records come first", () => {
        const records = Array.from({ length: 12 }, (_, at) =>
            address("app.example.com", `10.0.0.${at}`, { MultiValueAnswer: true, SetIdentifier: `${at}` }),
        );
        const expected = new Map(records.map(({ SetIdentifier = "" }) => [`10.0.0.${SetIdentifier}`, 1 / 12]));
        assert.ok(chiSquare(frequencies(zone(records), 2), expected) < (critical[11] ?? 0));
    });

    it("agree that each value of a record is as often the first", () => {
        const values = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
        const record = { ...address("app.example.com", ""), ResourceRecords: values.map((Value) => ({ Value })) };
        const expected = new Map(values.map((value) => [value, 1 / 3]));
        assert.ok(chiSquare(frequencies(zone([record]), 3), expected) < (critical[2] ?? 0));
    });

    it("would be told apart if the draw ignored the weights", () => {
        const even = new Map([
            ["10.0.0.1", 0.5],
            ["10.0.0.2", 0.5],
        ]);
        const one = zone(
            [55, 45].map((Weight, at) =>
                address("app.example.com", `10.0.0.${at + 1}`, { Weight, SetIdentifier: `${at}` }),
            ),
        );
        assert.ok(chiSquare(frequencies(one, 4), even) > (critical[2] ?? 0));
    });
});
