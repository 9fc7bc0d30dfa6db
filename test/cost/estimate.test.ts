import assert from "node:assert/strict";
import Big from "big.js";
import fc from "fast-check";
import { estimateCost } from "../../cost/estimate-plan";
import { groupItems, itemsOf, monthlyOf } from "../../cost/group";
import { zero, type Band } from "../../cost/quantity";
import { acrossSteps, shareOut } from "../../cost/tiers";
import { noUsage, type UsageFile } from "../../cost/usage/usage-file";
import { amounts, book, estimate, planOf, resource } from "./plans";

const gateway = (more = {}) => resource("aws:ec2/natGateway:NatGateway", {}, more);

describe("an estimate", () => {
    it("bills 730 hours of what exists all month, at its region's price", () => {
        assert.equal(amounts(estimate([gateway()]))["hours"], "35.04");
        assert.equal(amounts(estimate([gateway({ region: "us-east-1" })]))["hours"], "32.85");
    });

    it("waits for usage that nobody states, and names the key and the price of a unit", () => {
        const [one] = estimate([gateway()]).resources;
        assert.deepEqual(one?.state, { kind: "usage needed", keys: ["monthly_data_processed_gb"] });
        const charge = one.lines[1]?.charge;
        assert.ok(charge?.kind === "usage needed");
        assert.equal(charge.price.amount.toString(), "0.048");
    });

    it("prices what the usage file states", () => {
        const result = estimate([gateway()], { monthly_data_processed_gb: 1000 });
        assert.equal(amounts(result)["data processed"], "48");
        assert.deepEqual(result.coverage, { priced: 1, usageNeeded: 0, free: 0, notPriced: 0, partlyPriced: 0 });
    });

    it("never guesses a region", () => {
        const { urn, type, name, custom, options, inputs, dependencies } = gateway();
        const [one] = estimate([{ urn, type, name, custom, options, inputs, dependencies }]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "region is not known before deployment" });
    });

    it("names the row that a region has no price for", () => {
        const [one] = estimate([gateway({ region: "eu-north-1" })]).resources;
        assert.match(
            one?.state.kind === "not priced" ? one.state.reason : "",
            /no price for NATGateway: Hourly charge for NAT Gateways/,
        );
    });

    it("says once of a region that the book lacks that it does, and which it has", () => {
        const { warnings } = estimate([
            gateway({ region: "eu-nrth-1" }),
            gateway({ region: "eu-nrth-1", name: "two" }),
        ]);
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /^eu-nrth-1 is no region of the price book, which has .*eu-west-1.*us-west-2$/);
        assert.deepEqual(estimate([resource("aws:ebs/volume:Volume", { size: 1, type: "st9" })]).warnings, []);
    });

    it("bills nothing of what the usage file says is none, at whatever price", () => {
        const bucket = resource("aws:s3/bucket:Bucket", {});
        const key = "glacier_deep_archive.monthly_tier_1_requests";
        const stateFor = (requests: number) => estimate([bucket], { [key]: requests }).resources[0]?.state.kind;
        assert.deepEqual([0, 1].map(stateFor), ["usage needed", "partly priced"]);
    });

    it("says that a bill that lacks a row is partly priced", () => {
        const inputs = { size: 100, type: "gp3", iops: 4000 };
        const volume = resource("aws:ebs/volume:Volume", inputs, { region: "ap-southeast-2" });
        const { resources, coverage, monthly } = estimate([volume]);
        assert.equal(resources[0]?.state.kind, "partly priced");
        assert.deepEqual(coverage, { priced: 0, usageNeeded: 0, free: 0, notPriced: 1, partlyPriced: 1 });
        assert.ok(monthly.typical.gt(0));
    });

    it("names a row once that several lines lack", () => {
        const variant = (variantName: string) => ({ variantName, instanceType: "ml.none", initialInstanceCount: 1 });
        const type = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
        const configuration = resource(type, { productionVariants: [variant("a"), variant("b")] });
        const endpoint = resource("aws:sagemaker/endpoint:Endpoint", {
            endpointConfigName: { $ref: { urn: configuration.urn, output: "name" } },
        });
        const state = estimate([endpoint, configuration]).resources[0]?.state;
        assert.equal(state?.kind, "not priced");
        assert.equal(state.reason.split("ml.none").length - 1, 1);
    });

    it("says of a type that nobody has written down that it is not priced", () => {
        const [one] = estimate([resource("aws:new/thing:Thing", {})]).resources;
        assert.equal(one?.state.kind, "not priced");
    });

    it("leaves components and providers out", () => {
        const component = resource("antipode:network:Network", {}, { custom: false });
        assert.equal(estimate([component, resource("pulumi:providers:aws", {})]).resources.length, 0);
    });

    it("is the exact sum of its resources, and each of those of its lines", () => {
        fc.assert(
            fc.property(fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { maxLength: 8 }), (sizes) => {
                const gateways = sizes.map((_, at) => gateway({ name: String(at) }));
                const result = estimate(gateways, { monthly_data_processed_gb: sizes[0] ?? 1 });
                const lines = result.resources.flatMap((one) => one.lines);
                const sum = lines.reduce(
                    (total, { charge }) => (charge.kind === "priced" ? total.plus(charge.monthly.typical) : total),
                    new Big(0),
                );
                assert.equal(sum.toString(), result.monthly.typical.toString());
            }),
            { numRuns: 50 },
        );
    });
});

describe("an estimate of what shares steps and allowances", () => {
    const band = fc
        .array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 3, maxLength: 3 })
        .map((ends) => ends.toSorted((a, b) => a - b).map((end) => new Big(end)))
        .map(([low = zero.low, typical = zero.typical, high = zero.high]): Band => ({ low, typical, high }));
    const types = ["aws:lambda/function:Function", "aws:sqs/queue:Queue", "aws:cloudfront/distribution:Distribution"];
    const inputs = [{}, { architectures: ["arm64"], fifoQueue: true }];
    const all = types.flatMap((type) =>
        ["eu-west-1", "us-east-1"].flatMap((region) =>
            inputs.map((own, at) => resource(type, own, { name: `${region}-${String(at)}`, region })),
        ),
    );
    const keys = [
        "monthly_requests",
        "request_duration_ms",
        "monthly_https_requests.us",
        "monthly_http_requests.us",
        "monthly_data_transfer_to_internet_gb.us",
    ];

    it("adds up at every end, from lines to resources to regions to the total, which is in order", () => {
        fc.assert(
            fc.property(fc.array(band, { minLength: 4, maxLength: 12 }), fc.boolean(), (bands, freeTier) => {
                const plan = planOf(...all);
                const usage: UsageFile = {
                    ...noUsage,
                    of: ({ urn }) => ({
                        choice: () => undefined,
                        band: (key) =>
                            keys.includes(key) ? bands[(urn.length * 7 + key.length) % bands.length] : undefined,
                    }),
                };
                const result = estimateCost({
                    plan,
                    book,
                    usage,
                    settings: { hoursPerMonth: 730, freeTier, today: "2026-11-21" },
                });
                const regions = groupItems(itemsOf(result), { kind: "region" }, plan);
                for (const end of ["low", "typical", "high"] as const) {
                    const sumOf = (amounts: readonly Band[]) =>
                        amounts.reduce((sum, amount) => sum.plus(amount[end]), new Big(0)).toString();
                    const total = result.monthly[end].toString();
                    assert.equal(sumOf(itemsOf(result).map(({ line }) => monthlyOf(line))), total);
                    assert.equal(sumOf(result.resources.map(({ monthly }) => monthly)), total);
                    assert.equal(sumOf(regions.map(({ monthly }) => monthly)), total);
                }
                const { low, typical, high } = result.monthly;
                assert.ok(low.gte(0) && low.lte(typical) && typical.lte(high));
            }),
            { numRuns: 50 },
        );
    });
});

describe("tiers", () => {
    const steps = [{ upTo: 10 }, { upTo: 50 }, {}];

    it("price in each step only what lies in it", () => {
        const inside = (quantity: number) => acrossSteps(steps, new Big(quantity)).map(Number);
        assert.deepEqual(inside(5), [5, 0, 0]);
        assert.deepEqual(inside(10), [10, 0, 0]);
        assert.deepEqual(inside(60), [10, 40, 10]);
    });

    it("lose nothing of a quantity", () => {
        fc.assert(
            fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), (quantity) => {
                const sum = acrossSteps(steps, new Big(quantity)).reduce((total, one) => total.plus(one));
                assert.equal(sum.toString(), new Big(quantity).toString());
            }),
        );
    });

    it("share a sum out so that the shares are the sum, none below zero", () => {
        const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
        fc.assert(
            fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 6 }), (sum, weights) => {
                const shares = shareOut(
                    new Big(sum),
                    weights.map((weight) => new Big(weight)),
                );
                const total = shares.reduce((all, share) => all.plus(share));
                const expected = weights.some((weight) => weight > 0) ? new Big(sum) : new Big(0);
                assert.equal(total.toString(), expected.toString());
                assert.ok(shares.every((share) => share.gte(0)));
            }),
        );
    });
});
