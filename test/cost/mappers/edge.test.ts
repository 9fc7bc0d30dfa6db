import assert from "node:assert/strict";
import { estimateCost } from "../../../cost/estimate-plan";
import { amounts, book, estimate, planOf, resource, usageOfAll } from "../plans";

const distribution = (inputs = {}) => resource("aws:cloudfront/distribution:Distribution", inputs);

describe("the price of a distribution", () => {
    it("asks only for the parts of the world that its price class has", () => {
        const names = (priceClass: string) => Object.keys(amounts(estimate([distribution({ priceClass })])));
        assert.deepEqual(names("PriceClass_100"), [
            "data to the internet (us)",
            "data to the internet (europe)",
            "HTTPS requests (us)",
            "HTTPS requests (europe)",
        ]);
        assert.equal(names("PriceClass_All").length, 16);
    });

    it("steps down by part of the world", () => {
        const keys = {
            "monthly_data_transfer_to_internet_gb.europe": 20_480,
            "monthly_data_transfer_to_internet_gb.south_america": 10_240,
            "monthly_https_requests.europe": 1_000_000,
        };
        // 10,240 x 0.085 + 10,240 x 0.08 = 870.4 + 819.2; 10,240 x 0.11; 1,000,000 x 0.0000012
        assert.deepEqual(amounts(estimate([distribution()], keys)), {
            "data to the internet (europe)": "1689.6",
            "data to the internet (south america)": "1126.4",
            "HTTPS requests (europe)": "1.2",
        });
    });

    it("reaches the last step at five petabytes", () => {
        const keys = { "monthly_data_transfer_to_internet_gb.us": 5_242_881, "monthly_https_requests.us": 0 };
        const one = amounts(estimate([distribution()], keys))["data to the internet (us)"];
        // 10,240 x .085 + 40,960 x .08 + 102,400 x .06 + 358,400 x .04 + 536,576 x .03 + 4,194,304 x .025 + 1 x .02
        assert.equal(one, String(870.4 + 3276.8 + 6144 + 14336 + 16097.28 + 104857.6 + 0.02));
    });

    it("has a terabyte and ten million requests for nothing, once in the world, when allowances count", () => {
        const usage = usageOfAll({
            "monthly_data_transfer_to_internet_gb.us": 1024,
            "monthly_data_transfer_to_internet_gb.europe": 1024,
            "monthly_http_requests.europe": 10_000_000,
            "monthly_https_requests.europe": 10_000_000,
        });
        const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
        const result = estimateCost({ plan: planOf(distribution()), book, usage, settings });
        // 512 x 0.085 each; 5,000,000 x 0.0000009; 5,000,000 x 0.0000012
        assert.deepEqual(amounts(result), {
            "data to the internet (us)": "43.52",
            "data to the internet (europe)": "43.52",
            "HTTP requests (europe)": "4.5",
            "HTTPS requests (europe)": "6",
        });
    });

    it("has a shield's requests at the price of the shield's region", () => {
        const shielded = distribution({
            origins: [{ originShield: { enabled: true, originShieldRegion: "us-east-1" } }, { originId: "other" }],
        });
        // 1,000,000 x 0.00000075
        assert.equal(amounts(estimate([shielded], { monthly_shield_requests: 1_000_000 }))["shield requests"], "0.75");
    });

    it("names the row that is missing for dedicated addresses", () => {
        const dedicated = distribution({ viewerCertificate: { sslSupportMethod: "vip" } });
        const [one] = estimate([dedicated]).resources;
        assert.match(
            one?.state.kind === "partly priced" ? one.state.reason : "",
            /Certificate on dedicated addresses per hour/,
        );
    });
});
