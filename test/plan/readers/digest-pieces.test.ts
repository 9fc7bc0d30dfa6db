import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { PlanInputError, type PlanInput } from "../../../plan/readers/plan-input";
import { readPlanInput, type LongText } from "../../../plan/readers/read-plan-input";
import { state, step } from "./states";

const bucket = "aws:s3/bucket:Bucket";

/** A text that comes some bytes at a time, and how often it had to be read as a whole. */
function longText(text: string, atOnce = Infinity): LongText & { readonly wholes: () => number } {
    const bytes = Buffer.from(text);
    let done = 0;
    let wholes = 0;
    return {
        read: (buffer, from) => {
            const count = bytes.copy(buffer, from, done, done + Math.min(atOnce, bytes.length));
            done += count;
            return count;
        },
        whole: () => {
            wholes += 1;
            return text;
        },
        wholes: () => wholes,
    };
}

/** What is read, or why it is not. */
function outcome(text: string | LongText): PlanInput | string {
    try {
        return readPlanInput(text, { name: "x" });
    } catch (error) {
        assert.ok(error instanceof PlanInputError);
        return error.message;
    }
}

function buckets(count: number, inputs: object = {}): object[] {
    return Array.from({ length: count }, (_, at) =>
        step("create", undefined, state(bucket, `b${at}`, { inputs: { ...inputs, at } })),
    );
}

/** As Pulumi writes it. */
function indented(
    steps: readonly unknown[],
    after: object = { diagnostics: [{ severity: "info" }, { severity: "info" }] },
) {
    return JSON.stringify({ config: { "aws:region": "eu-west-1" }, steps, ...after }, null, 4);
}

describe("a digest in pieces", () => {
    for (const name of ["created", "same"]) {
        it(`is the same as the whole, however much of it comes at a time: ${name}`, () => {
            const file = join(__dirname, "../../cost/previews", `staging-${name}.json.gz`);
            const text = JSON.stringify(JSON.parse(gunzipSync(readFileSync(file)).toString()), null, 4);
            const whole = readPlanInput(text, { name: "x" });
            for (const atOnce of [997, 65_536, Infinity]) {
                const pieces = longText(text, atOnce);
                assert.deepEqual(readPlanInput(pieces, { name: "x" }), whole);
                assert.equal(pieces.wholes(), 0);
            }
        });
    }

    const look = { op: "refresh", urn: "" };
    const many = Array(150_000).fill(JSON.stringify(look)).join();
    const pulumis: readonly [string, string][] = [
        ["a single step", indented(buckets(1))],
        ["nothing after the steps", indented(buckets(3), {})],
        [
            "a step that is larger than a piece",
            indented([...buckets(2), ...buckets(3, { tags: "x".repeat(200_000) }).slice(2), ...buckets(5).slice(3)]),
        ],
        ["characters of several bytes, at every place", indented(buckets(3000, { tags: "é€😀" }))],
        [
            "more steps in a piece than arguments fit into a call",
            indented([look, "many", look]).replace('"many"', many),
        ],
        [
            "texts with such lines in them",
            indented(buckets(3, { policy: "\n        },\n        {\n        }\n    ]" })),
        ],
        [
            "an error in other letters, after the steps",
            indented(buckets(2), {
                diagnostics: [{ severity: "error", message: "é€😀 is not allowed" }],
            }),
        ],
        [
            "much after the steps",
            indented(buckets(2), { diagnostics: Array.from({ length: 9000 }, () => ({ message: "a warning" })) }),
        ],
    ];
    for (const [title, text] of pulumis) {
        it(`is read without the whole: ${title}`, () => {
            const pieces = longText(text);
            assert.deepEqual(outcome(pieces), outcome(text));
            assert.equal(pieces.wholes(), 0);
        });
    }

    const digest = indented(buckets(3));
    const others: readonly [string, string][] = [
        ["no text", ""],
        ["another indentation", JSON.stringify(JSON.parse(digest), null, 2)],
        ["no indentation", JSON.stringify(JSON.parse(digest))],
        ["other line ends", digest.replaceAll("\n", "\r\n")],
        ["no steps", indented([])],
        ["steps of something else", `{"a": {${digest.slice(1)}}`],
        [
            "steps twice, of which JSON.parse takes the last",
            digest.replace(/\}$/, `, "steps": ${JSON.stringify(buckets(1))}}`),
        ],
        [
            "steps twice, of which the last are what stands for them in between",
            digest.replace(/\}$/, ', "steps": [0]}'),
        ],
        [
            "steps twice, of which the first cannot be read",
            digest.replace('"create"', "5").replace(/\}$/, `, "steps": ${JSON.stringify(buckets(1))}}`),
        ],
        ["a step that cannot be read in what is no JSON", digest.replace('"create"', "5").slice(0, -1)],
        [
            "more of them that begin a second list",
            digest.replace(/\n {4}\],/, '\n    ], "more": [\n        {\n        },\n        {\n        }\n    ],'),
        ],
        ["one step on a line of its own", digest.replace("        },\n        {", "        }, 5,\n        {")],
        ["a bracket too many", digest.replace("        },\n        {", "        }],\n        {")],
    ];
    for (const [title, text] of others) {
        it(`gives way to the whole, or is the same: ${title}`, () => {
            assert.deepEqual(outcome(longText(text)), outcome(text));
        });
    }

    it("says what the whole says, wherever it is cut off", () => {
        for (let end = 0; end < digest.length; end += 7) {
            const text = digest.slice(0, end);
            assert.equal(outcome(longText(text)), outcome(text));
        }
    });

    it("names a step that cannot be read by its place among all", () => {
        const text = indented([...buckets(900), { op: "create", urn: 5 }, ...buckets(900)]);
        assert.equal(outcome(longText(text)), "x: steps.900.urn: expected a text, got 5");
    });
});
