import type { RawPlatform } from "../components/platforms";

function cell(raw: RawPlatform): Record<string, unknown> {
    return raw.regions["eu-west-1"] ?? {};
}

const tier = (place: number): object => ({ purpose: "private", size: "1/8", place });

/** What a person may get wrong of networks. */
export const networkMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a tier in another's place",
        (raw) => (raw["network"] = { tiers: { batch: tier(2) } }),
        ["platform.network.tiers.batch.place: expected a place apart from that of data (3 is free), got 2"],
    ],
    [
        "an address for a gateway that there is not",
        (raw) => {
            raw["network"] = { nat: "single" };
            cell(raw)["natAddresses"] = { "euw1-az2": "eipalloc-0123456789abcdef0" };
        },
        [
            'platform.regions.eu-west-1.natAddresses.euw1-az2: expected a zone that has a gateway (euw1-az1), got "euw1-az2"',
        ],
    ],
    [
        "a bundle of endpoints that there is not",
        (raw) => (raw["network"] = { endpoints: ["secret"] }),
        [
            'platform.network.endpoints.0: expected one of session-manager, containers, secrets, keys, inference, telemetry, messaging, identity (did you mean secrets?), got "secret"',
        ],
    ],
];
