import assert from "node:assert/strict";
import { decode } from "dns-packet";
import fc from "fast-check";
import { countsOf } from "../../bin/bench/dns/dnsperf";
import { goodPacket, hostilePacket } from "../../bin/bench/dns/packets";
import { benchState, benchZone, clientRegion, flatName, treeName, weightedNames } from "../../bin/bench/dns/zone";
import { answer } from "../../routing/answer";
import { parseQuery } from "../../routing/dns/query";
import { seededRandom } from "../../routing/random";

describe("DNS bench", () => {
    const drawn = (name: string) => answer(benchZone(), benchState, { name, type: "A", from: clientRegion }).candidates;

    it("has a zone whose names are drawn three to one, and a tree of three levels that ends in such a draw", () => {
        for (const name of [weightedNames[0] ?? "", weightedNames.at(-1) ?? "", treeName]) {
            assert.deepEqual(
                drawn(name).map(({ probability, answers, ttl }) => [probability, answers, ttl]),
                [
                    [0.75, ["10.1.0.1"], 30],
                    [0.25, ["10.2.0.1"], 30],
                ],
            );
        }
        const levels = (name: string) => drawn(name)[0]?.path.length;
        assert.deepEqual([levels(flatName), levels(treeName)], [1, 3]);
    });

    it("reads what dnsperf counted", () => {
        const report = [
            "Statistics:",
            "",
            "  Queries sent:         123424",
            "  Queries completed:    123400 (99.98%)",
            "  Queries lost:         24 (0.02%)",
            "",
            "  Response codes:       SERVFAIL 100 (0.08%), NOERROR 123300 (99.92%)",
        ].join("\n");
        assert.deepEqual(countsOf(report), { completed: 123400, lost: 24, noError: 123300 });
        assert.deepEqual(countsOf("Error: nobody listens"), { completed: 0, lost: 0, noError: 0 });
    });

    it("asks good questions that can be read", () => {
        const { id, questions } = decode(goodPacket(7, seededRandom(1)));
        assert.deepEqual([id, questions?.[0]?.name.endsWith(".bench.example")], [7, true]);
    });

    it("has hostile packets of every outcome: dropped, refused and answered", () => {
        const outcomes = new Set<string>();
        fc.assert(
            fc.property(fc.nat(), (seed) => {
                outcomes.add(parseQuery(hostilePacket(seededRandom(seed))).kind);
            }),
            { numRuns: 500 },
        );
        assert.deepEqual([...outcomes].sort(), ["drop", "query", "refuse"]);
    });
});
