import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { answerMatrix, answerTable } from "../../bin/commands/routing/answer-table";
import { readZone } from "../../bin/commands/routing/inputs";
import { nearest } from "../../bin/commands/routing/nearest";
import { lossText, questionsOf, readInquiry } from "../../bin/commands/routing/question";
import { readState } from "../../bin/commands/routing/state-file";
import { exitCodeOf } from "../../bin/exit";
import { answer } from "../../routing/answer";
import { deadAnswers } from "../../routing/answer-words";
import { latency, regionTree } from "../routing/region-tree";
import { alias, address, zone } from "../routing/zones";

const root = join(__dirname, "../..");

describe("antipode routing answer", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-answer-"));
        spawnSync(process.execPath, [join(root, "bin/antipode"), "--help"]);
    });

    after(() => rmSync(folder, { recursive: true }));

    function file(content: unknown): string {
        const path = join(folder, "given.json");
        writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
        return path;
    }

    function antipode(...words: string[]): { status: number | null; stdout: string; stderr: string } {
        const command = [join(root, "bin/antipode"), "routing", "answer", ...words];
        return spawnSync(process.execPath, command, { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
    }

    const asked = { set: [], lost: [], type: "A" };

    async function refusal(work: () => unknown): Promise<string> {
        try {
            await work();
        } catch (error) {
            assert.equal(exitCodeOf(error), 2, String(error));
            return (error as Error).message.replaceAll(folder, "");
        }
        throw new assert.AssertionError({ message: "expected a refusal" });
    }

    it("prints the contract's JSON for one question", () => {
        const { status, stdout } = antipode(
            ...["--zone", file(regionTree()), "--name", "www.example.com", "--from", "eu-west-1", "--format", "json"],
        );
        assert.equal(status, 0);
        const told = JSON.parse(stdout) as object;
        const question = { name: "www.example.com", type: "A", from: "eu-west-1" };
        const expected = answer(regionTree(), {}, question);
        assert.deepEqual(told, { name: "www.example.com", type: "A", from: "eu-west-1", ...expected });
        const fields = ["rcode", "ttl", "answers", "candidates", "failOpen"];
        assert.deepEqual(Object.keys(answer(regionTree(), { latency }, question)), fields);
        assert.deepEqual(Object.keys(expected), [...fields, "assumptions"]);
    });

    it("says what a lost region marks, and answers without it", () => {
        const path = file(regionTree());
        const { status, stdout } = antipode("--zone", path, "--lost", "eu-west-1", "--explain", "--from", "eu-west-1");
        assert.equal(status, 0);
        const text = stdout.replaceAll(/\s+/g, " ");
        assert.match(text, /eu-west-1 lost; marked unhealthy: checks web-eu-west-1, alarm-eu-west-1; targets blue/);
        assert.match(text, /targets as once Route 53 knows\s+\(predict keeps what was last heard\)/);
        assert.match(text, /www\.example\.com A, failover/);
        assert.ok(stdout.split("\n").every((line) => line.length <= 100));
    });

    it("ends with 2 and every mistake of a question, each with the nearest word", () => {
        const { status, stderr } = antipode(
            ...["--zone", file(regionTree()), "--name", "www.example.org", "--lost", "eu-wst-1", "--from", "us-east1"],
        );
        assert.equal(status, 2);
        const lines = stderr.trim().split("\n").slice(-3);
        assert.deepEqual(lines, [
            "  - --name: expected a name in zone example.com, got www.example.org; did you mean www.example.com?",
            "  - --lost: expected a region that a record leads to or a set identifier, got eu-wst-1; did you mean eu-west-1?",
            "  - --from: expected a region, a location such as IE or US-VA, an address or latitude,longitude, got us-east1; did you mean us-east-1?",
        ]);
    });

    it("ends with 2 and all that Route 53 would refuse in a zone", async () => {
        const broken = zone([
            alias("a.example.com.", { to: "missing.example.com." }),
            address("b.example.com.", "192.0.2.1", { SetIdentifier: "x", Weight: 300 }),
        ]);
        const told = await refusal(() => readInquiry({ ...asked, zone: file(broken) }));
        assert.match(
            told,
            /is not a zone that Route 53 would take:\n.*b\.example\.com A.*300\n.*a\.example\.com A.*missing\.example\.com/,
        );
    });

    it("asks every name from every place by default", async () => {
        const inquiry = await readInquiry({ ...asked, zone: file(regionTree()) });
        assert.deepEqual(questionsOf(inquiry).length, 2 * 4);
        assert.deepEqual(inquiry.places, ["ap-northeast-1", "eu-west-1", "us-east-1", "us-west-2"]);
    });

    for (const [what, content, expected] of [
        ["records alone", { ResourceRecordSets: [] }, /list-resource-record-sets.*routing import/],
        ["a hosted zone alone", { HostedZone: {} }, /get-hosted-zone/],
        ["health checks alone", { HealthChecks: [] }, /list-health-checks/],
        ["a plan", { version: 1, resources: [] }, /give it as --plan/],
        ["a state", { healthChecks: {} }, /give it as --state/],
        ["a list", [], /got a list/],
        ["no JSON", "$ORIGIN example.com.", /is not a zone file: /],
    ] as const) {
        it(`says what a file is that is no zone file: ${what}`, async () => {
            const told = await refusal(() => readZone({ ...asked, zone: file(content) }));
            assert.match(told, expected);
            assert.ok(!told.includes("\n"));
        });
    }

    it("ends with 2 on a name that DNS cannot carry", async () => {
        const told = await refusal(() =>
            readInquiry({ ...asked, zone: file(regionTree()), name: ["a..example.com", "www.example.com"] }),
        );
        assert.match(told, /: --name: expected no empty label, got a\.\.example\.com/);
    });

    it("ends with 2 and every mistake of a state file", async () => {
        const state = {
            healthChecks: {
                "web-eu-wst-1": "unhealthy",
                "all-eu-west-1": "unhealthy",
                switch: "off",
                "web-us-east-1": "insufficient-data",
            },
            targets: { "blu.eu-west-1.elb.amazonaws.com": "unhealthy" },
            latency: { here: { "eu-wst-1": 5, "us-east-1": "near" }, there: 4 },
            targts: {},
        };
        const told = await refusal(() => readState(file(state), regionTree()));
        assert.deepEqual(
            told.split("\n").slice(1),
            [
                "targts: expected healthChecks, targets, latency, got another key; did you mean targets?",
                "healthChecks.web-eu-wst-1: expected the id of a health check of the zone, got an unknown one; did you mean web-eu-west-1?",
                "healthChecks.all-eu-west-1: expected no state of a calculated check, which its children give: web-eu-west-1, alarm-eu-west-1",
                'healthChecks.switch: expected healthy or unhealthy, got "off"',
                'healthChecks.web-us-east-1: expected healthy or unhealthy, got "insufficient-data"',
                "targets.blu.eu-west-1.elb.amazonaws.com: expected the DNS name that an alias leads to, got an unknown one; did you mean blue.eu-west-1.elb.amazonaws.com?",
                "latency.here.eu-wst-1: expected a region of AWS, got an unknown one; did you mean eu-west-1?",
                'latency.here.us-east-1: expected milliseconds, got "near"',
                "latency.there: expected milliseconds by region, got 4",
            ].map((line) => `  - ${line}`),
        );
    });

    it("takes a state file with an alarm that has no data, and targets in any spelling", () => {
        const state = {
            healthChecks: { "alarm-eu-west-1": "insufficient-data" },
            targets: { "Blue.eu-west-1.elb.amazonaws.com.": "unhealthy" },
        };
        assert.deepEqual(readState(file(state), regionTree()), state);
    });

    for (const [what, content] of [
        ["a zone file", regionTree()],
        ["a list", []],
        ["a text", '"healthy"'],
    ] as const) {
        it(`says that ${what} is no state file`, async () => {
            assert.match(await refusal(() => readState(file(content), regionTree())), /is not a state file: expected/);
        });
    }
});

describe("answers on a terminal", () => {
    const state = { latency, targets: { "blue.eu-west-1.elb.amazonaws.com": "unhealthy" } } as const;
    const ask = (name: string, from: string, held: Parameters<typeof answer>[1] = state) => {
        const question = { name, type: "A", from };
        return { question, answer: answer(regionTree(), held, question) };
    };
    const plain = { colours: false, dead: deadAnswers(regionTree(), state) };

    it("are shares with TTL and record, the likeliest first as Route 53 lists them", () => {
        const lines = answerTable(ask("www.example.com", "us-east-1"), plain).split("\n");
        assert.deepEqual(
            lines.slice(1).map((line) => line.split(/ {2,}/)),
            [
                ["share", "answer", "TTL", "by"],
                ["75 %", "blue.us-east-1.elb.amazonaws.com", "60 s", "blue-us-east-1"],
                ["25 %", "green.us-east-1.elb.amazonaws.com", "60 s", "green-us-east-1"],
            ],
        );
    });

    it("name what they lean on", () => {
        const text = answerTable(ask("www.example.com", "us-east-1", {}), plain);
        assert.match(text, /\nAssumed: no latency is known: the nearest on the map of the regions answers\./);
        assert.doesNotMatch(answerTable(ask("www.example.com", "us-east-1"), plain), /Assumed/);
    });

    it("say what does not exist, and how long resolvers keep that", () => {
        const text = answerTable(ask("nothing.example.com", "us-east-1"), plain);
        assert.match(text, /NXDOMAIN: there is no such name; resolvers may keep that 900 s/);
    });

    it("mark what leads to something unhealthy", () => {
        const dead = { ...state, healthChecks: { "web-eu-west-1": "unhealthy" } } as const;
        const one = ask("eu-west-1.example.com", "eu-west-1", dead);
        const text = answerTable(one, { ...plain, dead: deadAnswers(regionTree(), dead) });
        assert.match(text, /✗ blue\.eu-west-1/);
        assert.doesNotMatch(text, /✗ green/);
        assert.match(text, /Fail open/);
    });

    it("are a matrix of names and places, with what its words stand for", () => {
        const names = ["www.example.com", "api.example.com"];
        const all = names.flatMap((name) => ["eu-west-1", "us-east-1"].map((from) => ask(name, from)));
        const text = answerMatrix(all, plain);
        assert.deepEqual(
            text
                .split("\n")
                .slice(0, 4)
                .map((line) => line.trim().split(/ {2,}/)),
            [
                ["A", "from eu-west-1", "from us-east-1"],
                ["www.example.com", "eu-west-1", "us-east-1"],
                ["api.example.com", "66.7 % 192.0.2.2", "66.7 % 192.0.2.2"],
                ["33.3 % 192.0.2.1", "33.3 % 192.0.2.1"],
            ],
        );
        assert.match(text, /us-east-1 = blue\.us-east-1\.elb\.amazonaws\.com, TTL 60 s/);
    });

    it("fit 100 columns with many places and long names, with colours or without", () => {
        const name = `${"long.".repeat(12)}example.com`;
        const wide = zone([address(`${name}.`, "192.0.2.1")]);
        const all = ["eu-west-1", "us-east-1", "ap-northeast-1", "IE", "US-VA"].map((from) => {
            const question = { name, type: "A", from };
            return { question, answer: answer(wide, {}, question) };
        });
        for (const colours of [false, true]) {
            const lines = [
                answerMatrix(all, { ...plain, colours }),
                ...all.map((one) => answerTable(one, { ...plain, colours })),
            ];
            const widths = lines
                .flatMap((text) => stripVTControlCharacters(text).split("\n"))
                .map(({ length }) => length);
            assert.ok(Math.max(...widths) <= 100, `${Math.max(...widths)} columns`);
        }
    });

    it("say that a region without anything in it changes nothing", () => {
        assert.equal(
            lossText({ region: "eu-west-3", checks: [], targets: [] }),
            "eu-west-3 lost; no check or target is in it",
        );
    });
});

describe("the nearest word", () => {
    it("differs in few letters, or is none", () => {
        assert.equal(nearest("eu-wset-1", ["us-east-1", "eu-west-1"]), "eu-west-1");
        assert.equal(nearest("mars", ["us-east-1", "eu-west-1"]), undefined);
        assert.equal(nearest("EU-WEST-1", ["eu-west-1"]), "eu-west-1");
    });
});
