import type { Region } from "../../../components/shared/regions";

/** Failover controls that any platform may have; Region switch wants exactly two regions. */
export const controls = ["health", "stop", "routingControl"] as const;

interface Choice {
    readonly control: (typeof controls)[number];
    readonly chain: boolean;
    readonly checks: boolean;
    readonly evaluateTargetHealth: boolean;
    readonly privateNames: boolean;
}

/** Traffic of a platform as a person writes it; without checks there is nothing that a switch could go with. */
export function rawTraffic(
    { control, chain, checks, ...plain }: Choice,
    cells: readonly (readonly [Region, { readonly role: string }])[],
): Record<string, unknown> {
    const { evaluateTargetHealth, privateNames } = plain;
    const first = cells.filter(([, { role }]) => role === "active");
    const order = [...first, ...cells.filter((cell) => !first.includes(cell))].map(([region]) => region);
    const stop = { kind: "stop", switchRegions: ["us-east-1", "eu-west-1"] };
    return {
        evaluateTargetHealth,
        privateNames,
        policy: chain ? { kind: "failover", order } : { kind: "latency" },
        ...(checks ? { failoverControl: control === "stop" ? stop : { kind: control } } : { healthCheck: "none" }),
    };
}
