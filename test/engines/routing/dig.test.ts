import assert from "node:assert/strict";
import { dig, digOne, textsOf, ttlsOf } from "./dig";
import {
    frankfurtSubnet,
    manyAddresses,
    nameOf,
    nameServers,
    recordTexts,
    regionAddresses,
    serveZone,
    soaText,
    type ServedZone,
} from "./served-zone";

describe("dig", () => {
    let served: ServedZone;

    before(async () => {
        served = await serveZone();
    });
    after(() => served.server.close());

    const ask = (...words: readonly string[]) => digOne(served.port, ...words);

    it("reads a record of each type as it was written", async () => {
        const questions = Object.keys(recordTexts).flatMap((type) => ["-q", nameOf(type), "-t", type]);
        const replies = await dig(served.port, ...questions);
        assert.deepEqual(
            replies.map(({ status, flags, answer }) => [status, flags.includes("aa"), ttlsOf(answer), textsOf(answer)]),
            Object.values(recordTexts).map((text) => ["NOERROR", true, [30], [text]]),
        );
        assert.ok(replies.length > 14);
    });

    it("reads the name servers and the SOA at the apex", async () => {
        const [soa, ns] = await dig(served.port, "-q", "example.com", "-t", "SOA", "-q", "example.com", "-t", "NS");
        assert.deepEqual([textsOf(soa?.answer ?? []), ttlsOf(soa?.answer ?? [])], [[soaText], [900]]);
        assert.deepEqual(textsOf(ns?.answer ?? []).sort(), nameServers);
        assert.deepEqual(textsOf(ns?.additional ?? []), ["192.0.2.53"]);
    });

    it("is answered with the CNAME of a name that has one, whatever the type", async () => {
        const { answer, status } = await ask(nameOf("CNAME"), "AAAA");
        assert.deepEqual([status, textsOf(answer)[0]], ["NOERROR", recordTexts["CNAME"]]);
    });

    it("is told what does not exist, and how long that holds, by the SOA", async () => {
        const [missing, other] = await dig(served.port, "none.example.com", nameOf("A"), "MX");
        assert.deepEqual([missing?.status, other?.status], ["NXDOMAIN", "NOERROR"]);
        for (const reply of [missing, other]) {
            assert.deepEqual(reply?.answer, []);
            assert.deepEqual(reply.authority, [`example.com. 300 IN SOA ${soaText}`]);
        }
    });

    it("is refused a name of another zone, and a transfer of this one", async () => {
        const { status, flags } = await ask("example.org");
        assert.deepEqual([status, flags.includes("aa")], ["REFUSED", false]);
        assert.equal((await ask("+tcp", "example.com", "IXFR=1")).status, "REFUSED");
    });

    it("is referred to the servers of a delegated name, with their addresses", async () => {
        const { status, flags, answer, authority, additional } = await ask("www.child.example.com");
        assert.deepEqual([status, flags.includes("aa"), answer], ["NOERROR", false, []]);
        assert.deepEqual(textsOf(authority), ["ns.child.example.com."]);
        assert.deepEqual(additional, ["ns.child.example.com. 30 IN A 192.0.2.54"]);
    });

    it("is answered by where the subnet is that it sends, and told that the answer is for it alone", async () => {
        const here = await ask("near.example.com");
        const there = await ask(`+subnet=${frankfurtSubnet}`, "near.example.com");
        assert.deepEqual(textsOf(here.answer), [regionAddresses["eu-west-1"]]);
        assert.deepEqual(textsOf(there.answer), [regionAddresses["eu-central-1"]]);
        assert.equal(there.edns["CLIENT-SUBNET"], `${frankfurtSubnet}/24`);
        const same = await ask(`+subnet=${frankfurtSubnet}`, nameOf("A"));
        assert.equal(same.edns["CLIENT-SUBNET"], `${frankfurtSubnet}/0`, "the same for everyone");
    });

    it("asks again over TCP when an answer does not fit", async () => {
        const cut = await ask("+ignore", "+bufsize=1232", "many.example.com");
        assert.deepEqual([cut.flags.includes("tc"), cut.protocol, cut.answer], [true, "UDP", []]);
        const whole = await ask("+bufsize=1232", "many.example.com");
        assert.deepEqual([whole.flags.includes("tc"), whole.protocol], [false, "TCP"]);
        assert.deepEqual(textsOf(whole.answer).sort(), [...manyAddresses].sort());
        const large = await ask("+bufsize=4096", "+ignore", "many.example.com");
        assert.deepEqual([large.protocol, large.answer.length], ["UDP", manyAddresses.length]);
        const plain = await ask("+noedns", "+ignore", "many.example.com");
        assert.deepEqual([plain.flags.includes("tc"), plain.edns], [true, {}]);
    });

    it("is answered over TCP, several questions in one connection", async () => {
        const replies = await dig(served.port, "+tcp", "+keepopen", nameOf("A"), nameOf("AAAA"), "AAAA");
        assert.deepEqual(
            replies.map(({ protocol, answer }) => [protocol, ...textsOf(answer)]),
            [
                ["TCP", recordTexts["A"]],
                ["TCP", recordTexts["AAAA"]],
            ],
        );
    });

    it("gets back the spelling of its name, which is how a forged reply is told", async () => {
        const { question, answer } = await ask("aPp.ExAmPlE.cOm");
        assert.deepEqual(question, ["aPp.ExAmPlE.cOm. IN A"]);
        assert.deepEqual(answer, [`aPp.ExAmPlE.cOm. 30 IN A ${regionAddresses["eu-west-1"]}`]);
    });

    it("sees a failover in the next answer", async () => {
        try {
            served.say("unhealthy");
            assert.deepEqual(textsOf((await ask("app.example.com")).answer), [regionAddresses["eu-central-1"]]);
        } finally {
            served.say("healthy");
        }
        assert.deepEqual(textsOf((await ask("app.example.com")).answer), [regionAddresses["eu-west-1"]]);
    });

    it("is told BADVERS for an EDNS version to come, and answered with options that nobody knows", async () => {
        assert.equal((await ask("+edns=1", "+noednsnegotiation", nameOf("A"))).status, "BADVERS");
        const { status } = await ask("+ednsopt=65001:abcd", "+cookie", "+nsid", nameOf("A"));
        assert.equal(status, "NOERROR");
    });
});
