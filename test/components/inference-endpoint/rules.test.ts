import assert from "node:assert/strict";
import { checkInference, checkInferenceName, checkModelRegion } from "../../../components/inference-endpoint/rules";
import type { InferenceSettings, RealtimeVariant } from "../../../components/inference-endpoint/settings";
import { asynchronous, candidate, realtime, serverless, single } from "./endpoints";

const lines = (settings: InferenceSettings) =>
    checkInference(settings).map(({ path, message }) => `${path}: ${message}`);

/** A real-time endpoint with one variant that differs. */
const main = (differing: Partial<RealtimeVariant>): InferenceSettings => ({
    ...realtime,
    variants: { main: { ...candidate, ...differing } },
});
const scaled = (sizes: { readonly initial?: number; readonly min?: number; readonly max?: number }) =>
    main({
        capacity: {
            kind: "scaled",
            initial: 2,
            min: 2,
            max: 4,
            target: { kind: "concurrency", perModel: 5 },
            ...sizes,
        },
    });
const model = (differing: object) => main({ model: { ...single, ...differing } });
const containers = (count: number, order?: readonly string[]) => {
    const names = Array.from({ length: count }, (_, index) => `c${index}`);
    const each = { imageTag: "1.0.0", artifact: "a.tar.gz" };
    return main({
        model: {
            kind: "containers",
            invocation: "direct",
            containers: Object.fromEntries(names.map((name) => [name, each])),
            order: order ?? names,
        },
    });
};
const shadow = { model: single, instanceType: "ml.c7g.xlarge", instances: 1, samplePercent: 50 };
const manyModels = { kind: "multi-model", imageTag: "1.0.0", prefix: "tenants/", cache: "enabled" } as const;
const variants = (keys: readonly string[]) => ({
    ...realtime,
    variants: Object.fromEntries(keys.map((key) => [key, candidate])),
});

describe("checkInference", () => {
    it("accepts each kind", () => {
        for (const settings of [realtime, serverless, asynchronous, containers(2), main({ model: manyModels })]) {
            assert.deepEqual(lines(settings), []);
        }
        assert.deepEqual(lines({ ...realtime, shadow }), []);
    });

    const refusals: [string, InferenceSettings, RegExp][] = [
        ["no variant", variants([]), /^variants: expected 1 to 5 .* got 0$/],
        ["six variants", variants(["a", "b", "c", "d", "e", "f"]), /^variants: expected 1 to 5 .* got 6$/],
        ["a variant's bad name", variants(["Main_1"]), /^variants\.Main_1\.name: expected .* got "Main_1"$/],
        ["no weight at all", main({ weight: 0 }), /^variants: expected a weight above 0/],
        ["a weight below 0", main({ weight: -1 }), /^variants\.main\.weight: .* 0 or more, got -1$/],
        ["a type of EC2", main({ instanceType: "c7g.xlarge" }), /^variants\.main\.instanceType: .* ml\.c7g\.xlarge/],
        [
            "no instance",
            main({ capacity: { kind: "fixed", instances: 0 } }),
            /capacity\.instances: .* 1 or more, got 0$/,
        ],
        ["scaling to none", scaled({ min: 0 }), /capacity\.min: expected a whole number of 1 or more, got 0$/],
        ["max below min", scaled({ max: 1 }), /capacity\.max: expected a whole number of 2 or more, got 1$/],
        ["a start outside the limits", scaled({ initial: 9 }), /capacity\.initial: .* from 2 to 4, got 9$/],
        ["a moving tag", model({ imageTag: "latest" }), /model\.imageTag: .* got "latest"$/],
        ["a model that is no archive", model({ artifact: "model.onnx" }), /model\.artifact: .* \.tar\.gz/],
        ["a wildcard for a model", model({ artifact: "*/model.tar.gz" }), /model\.artifact: .* \.tar\.gz/],
        [
            "a prefix without its end",
            main({ model: { ...manyModels, prefix: "tenants" } }),
            /model\.prefix: .* ends with/,
        ],
        ["one container of several", containers(1), /model\.containers: expected 2 to 15 .* got 1$/],
        ["sixteen containers", containers(16), /model\.containers: expected 2 to 15 .* got 16$/],
        ["an order that leaves one out", containers(2, ["c0"]), /model\.order: expected each of c0, c1 once, got c0$/],
        ["a shadow beside two variants", { ...variants(["a", "b"]), shadow }, /^shadow: expected none beside several/],
        [
            "a shadow of many models",
            { ...realtime, variants: { main: { ...candidate, model: manyModels } }, shadow },
            /^shadow: expected none beside a multi-model/,
        ],
        [
            "a variant named as the shadow",
            { ...variants(["shadow"]), shadow },
            /^variants\.shadow: expected another name/,
        ],
        [
            "a sample of nothing",
            { ...realtime, shadow: { ...shadow, samplePercent: 0 } },
            /^shadow\.samplePercent: .* got 0$/,
        ],
        [
            "half a canary and more",
            { ...realtime, rollout: { kind: "canary", percent: 60, bakeSeconds: 60 } },
            /^rollout\.percent: .* from 1 to 50, got 60$/,
        ],
        [
            "a linear step too small",
            { ...realtime, rollout: { kind: "linear", percent: 5, bakeSeconds: 60 } },
            /^rollout\.percent: .* from 10 to 50, got 5$/,
        ],
        [
            "an endless bake",
            { ...realtime, rollout: { kind: "all-at-once", bakeSeconds: 3601 } },
            /^rollout\.bakeSeconds: .* to 3600, got 3601$/,
        ],
        [
            "a bake that outlasts the provider's patience",
            { ...realtime, rollout: { kind: "canary", percent: 10, bakeSeconds: 2701 } },
            /^rollout\.bakeSeconds: expected at most 2700 .*, got 2701$/,
        ],
        [
            "steps that outlast it together",
            { ...realtime, rollout: { kind: "linear", percent: 10, bakeSeconds: 300 } },
            /^rollout\.bakeSeconds: expected at most 270 \(2700 in all steps, .*, got 300$/,
        ],
        ["a capture above all", { ...realtime, capture: { percent: 101 } }, /^capture\.percent: .* to 100, got 101$/],
        ["no p99", { ...realtime, p99Milliseconds: 0 }, /^p99Milliseconds: expected a number above 0, got 0$/],
        [
            "errors that are never too many",
            { ...asynchronous, errorPercent: 101 },
            /^errorPercent: .* up to 100, got 101$/,
        ],
        ["too much concurrency", { ...serverless, maxConcurrency: 201 }, /^maxConcurrency: .* from 1 to 200, got 201$/],
        [
            "more warm places than places",
            { ...serverless, maxConcurrency: 5 },
            /^provisioned\.max: expected at most maxConcurrency \(5\), got 10$/,
        ],
        [
            "a queue for nobody",
            { ...asynchronous, capacity: { min: 0, max: 0, backlogPerInstance: 1 } },
            /^capacity\.max: .* 1 or more, got 0$/,
        ],
        [
            "a backlog of none",
            { ...asynchronous, capacity: { min: 0, max: 1, backlogPerInstance: 0 } },
            /^capacity\.backlogPerInstance: .* above 0/,
        ],
        [
            "an age under the metric's minute",
            { ...asynchronous, oldestRequestSeconds: 30 },
            /^oldestRequestSeconds: .* 60 or more/,
        ],
        [
            "concurrency beyond the service's",
            { ...asynchronous, concurrentPerInstance: 1001 },
            /^concurrentPerInstance: .* to 1000/,
        ],
    ];
    for (const [what, settings, problem] of refusals) {
        it(`fails with one problem on ${what}`, () => {
            const found = lines(settings);
            assert.equal(found.length, 1, found.join("\n"));
            assert.match(found[0] ?? "", problem);
        });
    }

    it("fails on a name that leaves its models no room, with their length", () => {
        const [problem] = checkInferenceName("a".repeat(51), realtime);
        assert.match(problem?.message ?? "", /63 characters.*\(64\)/);
        assert.deepEqual(checkInferenceName("a".repeat(50), realtime), []);
    });

    it("fails on models of another region", () => {
        assert.equal(checkModelRegion("eu-west-1", "us-east-1").length, 1);
        assert.deepEqual(checkModelRegion("eu-west-1", "eu-west-1"), []);
    });
});
