import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { explanationTree } from "../../bin/commands/routing/explanation-tree";
import { explain } from "../../routing/explain";
import type { ExplainedGroup, ExplainedRecord, Explanation } from "../../routing/explanation";
import { latency, regionTree } from "../routing/region-tree";

const root = join(__dirname, "../..");

const record = (fields: Partial<ExplainedRecord>): ExplainedRecord => ({
    ...{ label: '"a" (weight 1)', state: "chosen", probability: 1, reason: "1 of 1" },
    target: { kind: "values", values: ["192.0.2.1"], ttl: 30 },
    ...fields,
});

const group = (fields: Partial<ExplainedGroup>): ExplainedGroup => ({
    ...{ name: "www.example.com", type: "A", policy: "weighted", failOpen: false, records: [record({})] },
    ...fields,
});

const explanation = (fields: Partial<Explanation>): Explanation => ({
    ...{ name: "www.example.com", type: "A", from: "eu-west-1", rcode: "NOERROR", group: group({}) },
    ...fields,
});

describe("the tree of an explanation", () => {
    it("has a line for each group, record, check and target", () => {
        const inner = group({ name: "eu.example.com", policy: "latency" });
        const check = {
            ...{ id: "all", type: "CALCULATED", healthy: false, reason: "1 of 2 children healthy, 2 needed" },
            children: [{ id: "web", type: "HTTPS", healthy: true, reason: "" }],
        };
        const resource = {
            ...({ kind: "resource", dnsName: "lb.example.net", service: "load balancer" } as const),
            ...{ ttl: 60, healthy: true, evaluated: false },
        };
        const records = [
            record({
                label: 'PRIMARY "p"',
                state: "unhealthy",
                probability: 0,
                reason: "no",
                check,
                target: { kind: "group", group: inner, evaluated: true },
            }),
            record({ label: 'SECONDARY "s"', probability: 1, reason: "", target: resource }),
        ];
        assert.deepEqual(
            explanationTree(explanation({ group: group({ policy: "failover", records }) }), false).split("\n"),
            [
                "Why: www.example.com A, asked from eu-west-1",
                "www.example.com A, failover",
                '├─ ✗ PRIMARY "p"  unhealthy: no',
                "│  ├─ check all (CALCULATED) unhealthy: 1 of 2 children healthy, 2 needed",
                "│  │  └─ check web (HTTPS) healthy",
                "│  └─ eu.example.com A, latency",
                '│     └─ ✓ "a" (weight 1)  100 %  chosen: 1 of 1',
                "│        └─ 192.0.2.1, TTL 30 s",
                '└─ ✓ SECONDARY "s"  100 %  chosen',
                "   └─ load balancer lb.example.net, TTL 60 s, healthy; its health is not evaluated",
            ],
        );
    });

    it("says which group fails open", () => {
        const text = explanationTree(explanation({ group: group({ failOpen: true }) }), false);
        assert.match(text, /weighted: no record is healthy, so all are treated as if they were/);
    });

    it("says why there is no group", () => {
        const { name, type, from } = explanation({});
        const text = explanationTree({ name, type, from, rcode: "NXDOMAIN", note: "the name does not exist" }, false);
        assert.equal(text.split("\n")[1], "the name does not exist");
    });

    it("fits 100 columns, ten groups deep and with names of any length", () => {
        let deep = group({ name: `${"long-name.".repeat(20)}example.com` });
        for (let level = 0; level < 10; level += 1) {
            const target = { kind: "group", group: deep, evaluated: true } as const;
            deep = group({ records: [record({ target, reason: "because of something ".repeat(9) })] });
        }
        for (const colours of [true, false]) {
            const text = stripVTControlCharacters(explanationTree(explanation({ group: deep }), colours));
            assert.ok(Math.max(...text.split("\n").map(({ length }) => length)) <= 100);
        }
    });

    it("has colours only when they are wanted", () => {
        assert.equal(
            explanationTree(explanation({}), false),
            stripVTControlCharacters(explanationTree(explanation({}), true)),
        );
        assert.ok(explanationTree(explanation({}), true).includes("\u001B["));
    });

    it("lets no name steer the terminal", () => {
        const text = explanationTree(explanation({ group: group({ name: "\u001B[2Jevil\u202E" }) }), false);
        assert.ok(!text.includes("\u001B") && !text.includes("\u202E"));
    });

    it("tells a chosen record of a branch that is not reached from one that answers", () => {
        const state = { latency, healthChecks: { switch: "unhealthy" } } as const;
        const question = { name: "www.example.com", type: "A", from: "eu-west-1" };
        const lines = explanationTree(explain(regionTree(), state, question), false).split("\n");
        const chosen = lines.filter((line) => line.includes("✓"));
        assert.deepEqual(
            chosen.map((line) => line.trim()),
            ['└─ ✓ SECONDARY "sorry"  100 %  chosen: healthy'],
        );
    });
});

describe("antipode routing explain", () => {
    it("prints trees or JSON, and writes a page", () => {
        const folder = mkdtempSync(join(tmpdir(), "antipode-explain-"));
        const zone = join(folder, "zone.json");
        const html = join(folder, "zone.html");
        writeFileSync(zone, JSON.stringify(regionTree()));
        const antipode = (...words: string[]) => {
            const command = [join(root, "bin/antipode"), "routing", "explain", "--zone", zone, ...words];
            return spawnSync(process.execPath, command, { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
        };
        const one = ["--name", "api.example.com", "--from", "IE"];
        assert.match(
            antipode(...one).stdout,
            /^Why: api\.example\.com A, asked from IE\napi\.example\.com A, weighted\n├─ ✓ "a"/,
        );
        const told = JSON.parse(antipode(...one, "--format", "json").stdout) as Explanation;
        assert.deepEqual(told, explain(regionTree(), {}, { name: "api.example.com", type: "A", from: "IE" }));
        const written = antipode("--html", html, "--lost", "eu-west-1");
        assert.equal(written.status, 0);
        assert.equal(written.stdout.trim().split("\n").at(-1), html);
        assert.match(readFileSync(html, "utf8"), /<title>What Route 53 answers: example\.com/);
        const refused = antipode("--html", folder);
        assert.equal(refused.status, 2);
        assert.match(refused.stderr, /--html .*: expected a file that can be written/);
        rmSync(folder, { recursive: true });
    });
});
