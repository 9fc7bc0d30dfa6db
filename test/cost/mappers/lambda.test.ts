import assert from "node:assert/strict";
import type { PlanValue } from "../../../plan/plan";
import { estimateCost } from "../../../cost/estimate-plan";
import { amounts, book, estimate, planOf, resource, usageOfAll } from "../plans";
import { bill, ref, unknown } from "./bill";
import { unknownFrom } from "./references";

const lambda = (inputs = {}) => resource("aws:lambda/function:Function", inputs);
const million = { monthly_requests: 1_000_000, request_duration_ms: 1000 };

describe("the price of a function", () => {
    it("waits for its requests", () => {
        const [one] = estimate([lambda()]).resources;
        assert.deepEqual(one?.state, { kind: "usage needed", keys: ["monthly_requests", "request_duration_ms"] });
    });

    it("is its requests, and the seconds that they hold its memory", () => {
        // 1,000,000 x 0.0000002; 1,000,000 s x 0.25 GB x 0.0000166667
        assert.deepEqual(amounts(estimate([lambda({ memorySize: 256 })], million)), {
            requests: "0.2",
            duration: "4.166675",
        });
    });

    it("has 128 MB unless it says otherwise", () => {
        // 125,000 GB-s x 0.0000166667
        assert.equal(amounts(estimate([lambda()], million))["duration"], "2.0833375");
    });

    it("is cheaper on ARM", () => {
        // 1,000,000 GB-s x 0.0000133334
        const arm = lambda({ memorySize: 1024, architectures: ["arm64"] });
        assert.equal(amounts(estimate([arm], million))["duration"], "13.3334");
    });

    it("steps down at six and fifteen billion GB-seconds, on ARM later", () => {
        const heavy = { monthly_requests: 16_000_000_000, request_duration_ms: 1000 };
        // 6e9 x 0.0000166667 + 9e9 x 0.000015 + 1e9 x 0.0000133334 = 100,000.2 + 135,000 + 13,333.4
        assert.equal(amounts(estimate([lambda({ memorySize: 1024 })], heavy))["duration"], "248333.6");
        // 7.5e9 x 0.0000133334 + 8.5e9 x 0.0000120001 = 100,000.5 + 102,000.85
        const arm = lambda({ memorySize: 1024, architectures: ["arm64"] });
        assert.equal(amounts(estimate([arm], heavy))["duration"], "202001.35");
    });

    it("pays for temporary storage above 512 MB", () => {
        const roomy = lambda({ ephemeralStorage: { size: 1536 } });
        // 1,000,000 s x 1 GB x 0.000000034
        assert.equal(amounts(estimate([roomy], million))["temporary storage"], "0.034");
        const plain = lambda({ ephemeralStorage: { size: 512 } });
        assert.equal(amounts(estimate([plain], million))["temporary storage"], undefined);
    });

    it("has the rates of edges where a distribution calls it, whichever way it is named", () => {
        const edge = resource("aws:lambda/function:Function", { name: "rewrite" }, { region: "us-east-1" });
        const calls = (lambdaArn: PlanValue) => ({ lambdaFunctionAssociations: [{ lambdaArn }] });
        const byDefault = (arn: PlanValue) =>
            resource("aws:cloudfront/distribution:Distribution", { defaultCacheBehavior: calls(arn) });
        const inOrder = resource("aws:cloudfront/distribution:Distribution", {
            defaultCacheBehavior: {},
            orderedCacheBehaviors: [{}, calls(ref(edge, "qualifiedArn"))],
        });
        const arn = (region: string) => `arn:aws:lambda:${region}:111122223333:function:rewrite:3`;
        // 1,000,000 x 0.0000006; 125,000 GB-s x 0.00005001
        const atEdge = { "requests at edges": "0.6", "duration at edges": "6.25125" };
        for (const caller of [byDefault(unknown(edge)), byDefault(arn("us-east-1")), inOrder]) {
            assert.deepEqual(bill([edge, caller], million), atEdge);
        }
        assert.equal(bill([edge, byDefault(arn("eu-west-1"))], million)["requests"], "0.2");
    });

    it("has a million requests and 400,000 GB-seconds for nothing when allowances count", () => {
        const plan = planOf(lambda({ memorySize: 1024 }));
        const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
        const usage = usageOfAll({ monthly_requests: 1_500_000, request_duration_ms: 1000 });
        // 500,000 x 0.0000002; (1,500,000 - 400,000) x 0.0000166667
        assert.deepEqual(amounts(estimateCost({ plan, book, usage, settings })), {
            requests: "0.1",
            duration: "18.33337",
        });
    });

    it("has its allowance once for all regions and processors of an account", () => {
        const inputs = { memorySize: 1024 };
        const functions = [
            lambda(inputs),
            { ...lambda(inputs), urn: `${lambda().urn}-2`, region: "us-east-1" },
            { ...lambda({ ...inputs, architectures: ["arm64"] }), urn: `${lambda().urn}-3` },
        ];
        const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
        const usage = usageOfAll({ monthly_requests: 1_000_000, request_duration_ms: 1000 });
        const { resources, monthly } = estimateCost({ plan: planOf(...functions), book, usage, settings });
        // 3,000,000 - 1,000,000 requests x 0.0000002
        const requests = resources.map(({ lines: [line] }) =>
            line?.charge.kind === "priced" ? Number(line.charge.monthly.typical) : 0,
        );
        assert.equal(requests.reduce((sum, one) => sum + one, 0).toFixed(6), "0.400000");
        const pools = resources.flatMap(({ lines: [line] }) =>
            line?.charge.kind === "priced" ? line.charge.pool?.name : [],
        );
        assert.deepEqual(pools, ["Lambda Requests", "Lambda Requests", "Lambda Requests-ARM"]);
        // 3,000,000 - 400,000 GB-seconds, each processor's share at its own price
        const duration = ((3e6 - 4e5) / 3) * (2 * 0.0000166667 + 0.0000133334);
        assert.equal(Number(monthly.typical).toFixed(4), (0.4 + duration).toFixed(4));
    });

    it("is of requests alone on machines of a capacity provider, which are billed themselves", () => {
        const capacityProviderConfig = { lambdaManagedInstancesCapacityProviderConfig: { capacityProviderArn: "arn" } };
        assert.deepEqual(Object.keys(amounts(estimate([lambda({ capacityProviderConfig })], million))), ["requests"]);
    });

    it("names the row that is missing for a snapshot that is kept, which Java has for nothing", () => {
        const snapStart = { applyOn: "PublishedVersions" };
        const [one] = estimate([lambda({ runtime: "python3.13", snapStart })], million).resources;
        assert.deepEqual(one?.state, {
            kind: "partly priced",
            reason: "no price for AWSLambda: SnapStart cache per GB-second",
        });
        const [java] = estimate([lambda({ runtime: "java21", snapStart })], million).resources;
        assert.equal(java?.state.kind, "priced");
    });

    it("fails where its memory is not known", () => {
        const [one] = estimate([lambda({ memorySize: unknownFrom(lambda()) })]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "memorySize is not known before deployment" });
    });
});

describe("the price of provisioned concurrency", () => {
    const of = lambda({ memorySize: 2048 });
    const ready = (inputs = {}) =>
        resource("aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig", {
            functionName: ref(of, "name"),
            provisionedConcurrentExecutions: 10,
            ...inputs,
        });

    it("is its function's memory, ready all month", () => {
        // 10 x 2 GB x 730 h x 3,600 s x 0.000004646
        assert.equal(amounts(estimate([ready(), of]))["provisioned concurrency"], "244.19376");
    });

    it("has a price of its own for what runs in it", () => {
        // 1,000,000 s x 2 GB x 0.0000108407
        assert.equal(
            estimate([ready(), of], million)
                .resources[0]?.lines.map(({ charge }) => charge.kind === "priced" && charge.monthly.typical.toString())
                .at(-1),
            "21.6814",
        );
    });

    it("fails where the function is none of the program's", () => {
        const [one] = estimate([ready({ functionName: "elsewhere" })]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "functionName is not known before deployment" });
    });
});

describe("the price of a mapping of events", () => {
    it("is nothing, save for pollers that are kept", () => {
        const mapping = (inputs = {}) => resource("aws:lambda/eventSourceMapping:EventSourceMapping", inputs);
        assert.equal(estimate([mapping()]).resources[0]?.state.kind, "free");
        const kept = mapping({ provisionedPollerConfig: { minimumPollers: 2 } });
        assert.deepEqual(estimate([kept]).resources[0]?.state, {
            kind: "not priced",
            reason: "no price for AWSLambda: Event poller units per hour",
        });
    });
});
