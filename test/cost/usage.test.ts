import assert from "node:assert/strict";
import { readUsage, UsageProblems, type UsageContext } from "../../cost/usage/read-usage";
import { transferType } from "../../cost/usage/usage-file";
import { resource } from "./plans";

const type = "aws:s3/bucket:Bucket";
const requests = { unit: "requests", meaning: "a month" };
const keys = {
    [type]: {
        storage_gb: { unit: "GB", meaning: "stored" },
        monthly_hrs: { unit: "hours", meaning: "that it is there" },
        "standard.monthly_tier_1_requests": requests,
    },
    "aws:route53/healthCheck:HealthCheck": { endpoint_type: { oneOf: ["aws", "non_aws"], meaning: "where it is" } },
    [transferType]: {
        region: { oneOf: ["eu-west-1", "eu-central-1"], meaning: "where the traffic starts" },
        monthly_outbound_internet_gb: { unit: "GB", meaning: "to the internet" },
    },
} as const;
const logs = resource(type, {}, { name: "logs" });
const images = resource(type, {}, { name: "images", urn: "urn:pulumi:test::test::app$bucket::images" });
const check = resource("aws:route53/healthCheck:HealthCheck", {}, { name: "euw1" });

const context: UsageContext = {
    name: "usage.yml",
    keysOf: (one) => keys[one as keyof typeof keys],
    types: Object.keys(keys),
    resources: [logs, images, check],
};

function typical(text: string, one = logs, key = "storage_gb"): string | undefined {
    return readUsage(text, context).of(one).band(key)?.typical.toString();
}

function problems(text: string): readonly string[] {
    try {
        readUsage(text, context);
    } catch (error) {
        assert.ok(error instanceof UsageProblems);
        return error.problems;
    }
    return assert.fail("expected problems");
}

describe("a usage file", () => {
    it("says a key of a resource, over the default of its type, and a later entry over an earlier one", () => {
        const text = `
version: 1
defaults: { "${type}": { storage_gb: 1 } }
resources:
  "*app$bucket*": { storage_gb: 2 }
  images: { storage_gb: 3.5 }`;
        assert.equal(typical(text), "1");
        assert.equal(typical(text, images), "3.5");
    });

    it("says a key of everything in a component that has it", () => {
        const store = resource("antipode:store:Store", {}, { name: "orders", custom: false });
        const part = resource("antipode:store:Part", {}, { name: "part", custom: false, parent: store.urn });
        const inside = { ...logs, name: "inside", urn: `${logs.urn}-inside`, parent: part.urn };
        const tree = { ...context, resources: [store, part, inside, logs] };
        const read = (text: string) => readUsage(`version: 1\nresources:\n  ${text}`, tree);
        const usage = read('"orders (Store)": { storage_gb: 4 }');
        assert.equal(usage.of(inside).band("storage_gb")?.typical.toString(), "4");
        assert.equal(usage.of(logs).band("storage_gb"), undefined);
        assert.throws(() => read('"orders (Store)": { storage: 4 }'), /no such key; did you mean storage_gb/);
        assert.throws(() => read('"orders (Shop)": { storage_gb: 4 }'), UsageProblems);
    });

    it("nests keys by dots", () => {
        const text = "version: 1\nresources: { logs: { standard: { monthly_tier_1_requests: 7 } } }";
        assert.equal(typical(text, logs, "standard.monthly_tier_1_requests"), "7");
    });

    it("keeps decimals that a float would round", () => {
        assert.equal(
            typical("version: 1\nresources: { logs: { storage_gb: 0.1234567890123456789 } }"),
            "0.1234567890123456789",
        );
    });

    it("takes every spelling of a number that YAML has", () => {
        const spelt = (number: string) => typical(`version: 1\nresources: { logs: { storage_gb: ${number} } }`);
        assert.deepEqual(["+5", "0x1f", "0o17", ".5", "2.", "1e3"].map(spelt), ["5", "31", "15", "0.5", "2", "1000"]);
    });

    it("takes what stands above for what names it", () => {
        const text = "version: 1\nresources: { logs: &all { storage_gb: &size 3 }, images: *all, euw1: {} }";
        assert.equal(typical(text), "3");
        assert.equal(typical(text, images), "3");
    });

    it("takes a range", () => {
        const text = "version: 1\nresources: { logs: { storage_gb: { low: 1, typical: 2, high: 9 } } }";
        const band = readUsage(text, context).of(logs).band("storage_gb");
        assert.deepEqual([band?.low.toString(), band?.high.toString()], ["1", "9"]);
    });

    it("chooses words, and says how long a month is", () => {
        const text =
            "version: 1\nsettings: { hours_per_month: 744, free_tier: true }\nresources: { euw1: { endpoint_type: non_aws } }";
        const usage = readUsage(text, context);
        assert.equal(usage.of(check).choice("endpoint_type"), "non_aws");
        assert.deepEqual(usage.settings, { hoursPerMonth: 744, freeTier: true });
    });

    it("adds traffic of a region that belongs to no resource", () => {
        const text =
            "version: 1\nresources: { aws_data_transfer.ireland: { region: eu-west-1, monthly_outbound_internet_gb: 400 } }";
        const usage = readUsage(text, context);
        const [transfer] = usage.transfers;
        assert.equal(transfer?.region, "eu-west-1");
        assert.equal(usage.of(transfer).band("monthly_outbound_internet_gb")?.typical.toString(), "400");
    });

    it("may be empty but for its version", () => {
        assert.equal(typical("version: 1"), undefined);
    });

    it("is refused with everything that is wrong, by line, with the nearest key", () => {
        const text = `version: 1
setings: {}
defaults:
  aws:s3/bukket:Bucket: {}
resources:
  logz: { storage_gb: 1 }
  logs:
    storage: { gb: 1 }
    storag_gb: 1
  images:
    storage_gb: -1
  euw1: { endpoint_type: on_premises }`;
        assert.deepEqual(problems(text), [
            "usage.yml:2: setings: expected one of version, settings, defaults, resources; did you mean settings?",
            "usage.yml:4: aws:s3/bukket:Bucket: expected a type that usage decides; did you mean aws:s3/bucket:Bucket?",
            "usage.yml:6: logz: expected a resource's name or URN; did you mean logs?",
            "usage.yml:8: logs.storage: no such key; did you mean storage_gb?",
            "usage.yml:9: logs.storag_gb: no such key; did you mean storage_gb?",
            "usage.yml:11: images.storage_gb: expected a number of 0 or more, or {low, typical, high}, got -1",
            'usage.yml:12: euw1.endpoint_type: expected aws or non_aws, got "on_premises"',
        ]);
    });

    const refusals: readonly (readonly [string, string, RegExp])[] = [
        [
            "a placeholder for a number",
            "version: 1\nresources: { logs: { storage_gb: TODO } }",
            /:2: logs.storage_gb: expected a number .* got "TODO"/,
        ],
        ["infinity", "version: 1\nresources: { logs: { storage_gb: .inf } }", /expected a number .* got \.inf$/],
        ["no number", "version: 1\nresources: { logs: { storage_gb: .nan } }", /expected a number .* got \.nan$/],
        [
            "a range that goes down",
            "version: 1\nresources: { logs: { storage_gb: { low: 3, typical: 2, high: 9 } } }",
            /low <= typical <= high/,
        ],
        [
            "a range without an end",
            "version: 1\nresources: { logs: { storage_gb: { low: 3, typical: 4 } } }",
            /:2: logs\.storage_gb: expected \{low, typical, high\}, got no high$/,
        ],
        [
            "a range with a misspelt end",
            "version: 1\nresources:\n  logs:\n    storage_gb: { low: 3, typical: 4, hgh: 5, high: 6 }",
            /^usage.yml:4: logs\.storage_gb\.hgh: no such key; did you mean high\?$/,
        ],
        [
            "a range within a range",
            "version: 1\nresources: { logs: { storage_gb: { low: { low: 1 }, typical: 4, high: 6 } } }",
            /:2: logs\.storage_gb\.low: expected a number of 0 or more, got a mapping/,
        ],
        ...["800", "0", "-1", "much", "{ low: 1, typical: 2, high: 3 }", ""].map(
            (hours) =>
                [
                    `a month of ${hours || "nothing"}`,
                    `version: 1\nsettings:\n  hours_per_month: ${hours}\n`,
                    /^usage\.yml:3: hours_per_month: expected the hours of a month, 1 to 744, got \S/,
                ] as const,
        ),
        [
            "more hours than a month has",
            "version: 1\nresources:\n  logs:\n    monthly_hrs: { low: 1, typical: 744, high: 745 }",
            /^usage\.yml:4: logs\.monthly_hrs: expected at most 744 hours, which a month has$/,
        ],
        ["no version", "resources: {}", /:1: version: expected 1/],
        ["a list", "- 1", /:1: expected a mapping/],
        ["YAML that is none", "version: 1\nresources: {", /:2: /],
        [
            "YAML that is none, and not for what only follows from that",
            "version: 1\nresources:\n  logs: [1, 2\n  no: {x: 1\n    c: 3\n",
            /^[^\n]*:4: expected YAML: [^\n]*end with a \]$/,
        ],
        ["a key twice", "version: 1\nversion: 1", /:2: .*unique/],
        [
            "an unknown region",
            "version: 1\nresources: { aws_data_transfer.x: { region: eu-wst-1 } }",
            /expected eu-west-1 or eu-central-1/,
        ],
        [
            "traffic from nowhere",
            "version: 1\nresources:\n  aws_data_transfer.x: { monthly_outbound_internet_gb: 1 }",
            /^usage.yml:3: aws_data_transfer\.x\.region: expected the region where the traffic starts$/,
        ],
    ];
    for (const [title, text, message] of refusals) {
        it(`is refused for ${title}`, () => assert.match(problems(text).join("\n"), message));
    }
});
