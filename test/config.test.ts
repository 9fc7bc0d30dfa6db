import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { cellsOf, loadStack, parsePlatform, platformSchema } from "../config";
import { problems, twoRegions, withRegion, type RawPlatform } from "./components/platforms";

const root = join(__dirname, "..");

function cell(raw: RawPlatform, region: string): RawPlatform["regions"][string] {
    const found = raw.regions[region];
    assert.ok(found);
    return found;
}

interface JsonSchema {
    readonly description?: string;
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly additionalProperties?: unknown;
    readonly anyOf?: readonly unknown[];
}

/** Paths of fields that say nothing. A choice or a record speaks for what is in it, a group of fields does not. */
function undescribed(schema: unknown, path: string, said = false): string[] {
    const { description, properties, additionalProperties, anyOf } = schema as JsonSchema;
    const known = said || description !== undefined;
    if (properties !== undefined) {
        return Object.entries(properties).flatMap(([key, value]) => undescribed(value, `${path}.${key}`));
    }
    const inner = typeof additionalProperties === "object" ? [additionalProperties] : (anyOf ?? []);
    return inner.length > 0 ? inner.flatMap((value) => undescribed(value, `${path}.*`, known)) : known ? [] : [path];
}

describe("the platform's config", () => {
    it("takes the smallest platform and gives the rest its defaults", () => {
        const parsed = parsePlatform(twoRegions());
        assert.deepEqual(parsed.traffic, {
            policy: { kind: "latency" },
            healthCheck: { path: "/healthz", intervalSeconds: 10, failureThreshold: 3 },
            evaluateTargetHealth: true,
            failoverControl: { kind: "health" },
            privateNames: false,
        });
        assert.deepEqual(parsed.assumptions.healthToDnsSeconds, { min: 1, max: 5 });
        assert.equal(parsed.allowDestroy, false);
        assert.equal(parsed.network.nat, "per-zone");
        assert.deepEqual(parsed.layer, { kind: "all" });
    });

    it("keeps an explicit false and 0 against its defaults", () => {
        const raw = { ...twoRegions(), allowDestroy: true, traffic: { evaluateTargetHealth: false } };
        raw.assumptions["decideSeconds"] = 0;
        const parsed = parsePlatform(raw);
        assert.equal(parsed.allowDestroy, true);
        assert.equal(parsed.traffic.evaluateTargetHealth, false);
        assert.equal(parsed.assumptions.decideSeconds, 0);
    });

    it("takes no health check as a word", () => {
        const parsed = parsePlatform({ ...twoRegions(), traffic: { healthCheck: "none" } });
        assert.equal(parsed.traffic.healthCheck, "none");
    });

    it("takes a check that touches the writer, and a standby without instances: drills ask what they do", () => {
        const raw = { ...twoRegions(), traffic: { healthCheck: { path: "/readyz" } } };
        cell(raw, "us-east-1").web = { min: 0, max: 4 };
        assert.deepEqual(problems(raw), []);
    });

    it("describes each of its fields, or the fields of those", () => {
        assert.deepEqual(
            undescribed(z.toJSONSchema(platformSchema, { io: "input", unrepresentable: "any" }), "platform"),
            [],
        );
    });

    it("names cells by region, in an order that the file does not decide", () => {
        const raw = twoRegions();
        const turned = { ...raw, regions: Object.fromEntries(Object.entries(raw.regions).reverse()) };
        const names = (from: unknown): string[] => cellsOf(parsePlatform(from)).map(({ region }) => region);
        assert.deepEqual(names(turned), names(raw));
    });
});

describe("a stack's file", () => {
    let directory: string;
    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "antipode-config-"));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    const write = (stack: string, text: string): void => writeFileSync(join(directory, `Pulumi.${stack}.yaml`), text);

    it("of each stack of this project is valid", () => {
        const modes = ["dev", "staging", "prod"].map((stack) => loadStack(stack, root).mode);
        assert.deepEqual(modes, ["single-region", "active-passive", "active-active"]);
    });

    it("of staging makes the promises that the drills hold it to, with a standby as large as its peer", () => {
        const { promises, assumptions, regions } = loadStack("staging", root);
        assert.deepEqual(
            [promises.readRtoSeconds, promises.writeRtoSeconds, promises.rpoSeconds, assumptions.replicationLagSeconds],
            [120, 300, 1, 0.5],
        );
        assert.deepEqual(regions["eu-central-1"]?.web, regions["eu-west-1"]?.web);
    });

    it("fails when there is none, naming those that are", () => {
        assert.throws(() => loadStack("stagin", root), {
            name: "ConfigProblems",
            message:
                'stack is not valid:\n  - stack: expected one of dev, prod, staging (did you mean staging?), got "stagin"',
        });
    });

    it("fails with the file's name and every problem", () => {
        write("broken", "config:\n  antipode:platform:\n    name: orders\n    extra: 1\n");
        assert.throws(
            () => loadStack("broken", directory),
            /^ConfigProblems: Pulumi\.broken\.yaml is not valid:\n {2}- /,
        );
    });

    it("fails for a misspelt key of ours beside the platform", () => {
        write("broken", "config:\n  antipode:platfrom: {}\n");
        assert.throws(() => loadStack("broken", directory), /antipode:platfrom: expected antipode:platform/);
    });

    it("fails for what is no YAML, and for a file without config", () => {
        write("broken", "config: [");
        assert.throws(() => loadStack("broken", directory), /file: expected YAML, got/);
        write("empty", "");
        assert.throws(() => loadStack("empty", directory), /config: expected a map with antipode:platform, got none/);
    });
});

describe("reading a config", () => {
    it("loads no part of Pulumi, which takes a second to load", () => {
        const script = `require("tsx/cjs"); require("./config.ts");
            process.stdout.write(Object.keys(require.cache).filter((file) => file.includes("@pulumi")).join());`;
        assert.equal(execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" }), "");
    });

    it("takes a third region beside two", () => {
        assert.deepEqual(problems(withRegion(twoRegions(), "ap-southeast-2", "pilot")), []);
    });
});
