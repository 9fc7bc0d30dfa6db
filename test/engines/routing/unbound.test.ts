import assert from "node:assert/strict";
import { dig, digOne, textsOf, ttlsOf } from "./dig";
import {
    appTtlSeconds,
    manyAddresses,
    nameOf,
    recordTexts,
    regionAddresses,
    serveZone,
    type ServedZone,
} from "./served-zone";
import { startUnbound, type Unbound } from "./unbound";

describe("unbound", () => {
    let served: ServedZone;
    let unbound: Unbound;

    beforeEach(async () => {
        served = await serveZone();
        unbound = await startUnbound(served.port);
    });
    afterEach(async () => {
        await unbound.stop();
        await served.server.close();
    });

    const ask = (...words: readonly string[]) => digOne(unbound.port, ...words);

    it("resolves a record of each type, asking in random spellings", async () => {
        const questions = Object.keys(recordTexts).flatMap((type) => ["-q", nameOf(type), "-t", type]);
        const replies = await dig(unbound.port, ...questions);
        assert.deepEqual(
            replies.map(({ status, answer }) => [status, textsOf(answer)[0]]),
            Object.values(recordTexts).map((text) => ["NOERROR", text]),
        );
        assert.ok(served.heard.some((name) => name !== name.toLowerCase()));
    });

    it("keeps an answer through a failover for what is left of its TTL, and learns of the failover after it", async () => {
        const first = await ask("app.example.com");
        assert.deepEqual(textsOf(first.answer), [regionAddresses["eu-west-1"]]);
        const [whole = NaN] = ttlsOf(first.answer);
        assert.ok(whole > 0 && whole <= appTtlSeconds, `TTL ${whole.toFixed()}`);

        served.say("unhealthy");
        const asked = served.heard.length;
        const kept = await ask("app.example.com");
        assert.deepEqual(textsOf(kept.answer), [regionAddresses["eu-west-1"]], "a cache cannot know");
        const [left = NaN] = ttlsOf(kept.answer);
        assert.ok(left > 0 && left <= whole, `${left.toFixed()} of ${whole.toFixed()} left`);
        assert.equal(served.heard.length, asked, "nobody asked us");

        const cold = await startUnbound(served.port);
        try {
            const { answer } = await digOne(cold.port, "app.example.com");
            assert.deepEqual(textsOf(answer), [regionAddresses["eu-central-1"]], "a cache that has nothing kept");
        } finally {
            await cold.stop();
        }
    });

    it("keeps that a name does not exist as long as the SOA says", async () => {
        const first = await ask("none.example.com");
        assert.equal(first.status, "NXDOMAIN");
        const [ttl = NaN] = ttlsOf(first.authority);
        assert.ok(ttl > 290 && ttl <= 300, `TTL ${ttl.toFixed()}`);
        const asked = served.heard.length;
        const kept = await ask("none.example.com");
        assert.deepEqual([kept.status, served.heard.length], ["NXDOMAIN", asked]);
        assert.ok((ttlsOf(kept.authority)[0] ?? NaN) <= ttl);
    });

    it("asks again over TCP when an answer does not fit", async () => {
        const { answer, protocol } = await ask("+bufsize=4096", "many.example.com");
        assert.deepEqual([textsOf(answer).sort(), protocol], [[...manyAddresses].sort(), "UDP"]);
        const { tcp, truncated } = served.server.counters;
        assert.ok(tcp >= 1 && truncated >= 1, `${tcp.toFixed()} over TCP, ${truncated.toFixed()} truncated`);
    });

    it("follows a CNAME inside the zone", async () => {
        const { answer } = await ask(nameOf("CNAME"), "A");
        assert.deepEqual(textsOf(answer), [nameOf("A") + ".", recordTexts["A"]]);
    });
});
