import assert from "node:assert/strict";
import { readSettings } from "../../loadtest/scenarios/settings";

const complete = {
    TARGET_URL: "https://app.example.com",
    RATE: "5",
    DURATION: "1.5m",
    CLIENT_CLASS: "honest",
    CLIENT: "honest-3",
};

describe("a client's environment", () => {
    it("has defaults for patience and seeding", () => {
        assert.deepEqual(readSettings(complete), {
            target: "https://app.example.com",
            rate: 5,
            durationMilliseconds: 90_000,
            clientClass: "honest",
            timeoutMilliseconds: 2000,
            client: "honest-3",
            seedOrders: 10,
            seedLimitMilliseconds: 20_000,
        });
    });

    it("takes durations in milliseconds, seconds and minutes", () => {
        const durations = ["1500ms", "90s", "2m"].map((DURATION) => readSettings({ ...complete, DURATION }));
        assert.deepEqual(
            durations.map(({ durationMilliseconds }) => durationMilliseconds),
            [1500, 90_000, 120_000],
        );
    });

    it("fails without a target, and names every problem", () => {
        assert.throws(() => readSettings({ ...complete, TARGET_URL: "", RATE: "0", CLIENT_CLASS: "sticky" }), {
            message: [
                "the environment is not valid:",
                "  - TARGET_URL: expected an origin such as https://app.example.com, got nothing",
                '  - RATE: expected a whole number above 0, got "0"',
                '  - CLIENT_CLASS: expected honest or keep-alive, got "sticky"',
            ].join("\n"),
        });
    });
});
