import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { anyAddress } from "../../routing/health-checks/addresses";
import { modelDetection } from "../../routing/health-checks/model";
import { createProber } from "../../routing/health-checks/prober";
import { route53Rules, type CheckerRules } from "../../routing/health-checks/verdict";
import { seededRandom } from "../../routing/random";
import { meanInside, meanOutside, type Band, type Bench, type Finding } from "./bench";

const name = "route53-checkers";

const clockFactor = 50;
const intervalSeconds = 10;
const threshold = 3;
/** Detections whose mean is judged. */
const detectionCount = 20;

/** Real probers that get one rule wrong; each must be told from the right one. */
const variants: readonly { readonly title: string; readonly rules: CheckerRules; readonly inside: boolean }[] = [
    { title: "as Route 53 does", rules: route53Rules, inside: true },
    {
        title: "half of the checkers as quorum",
        rules: { ...route53Rules, quorum: (votes, all) => votes > all / 2 },
        inside: false,
    },
    { title: "intervals from request to request", rules: { ...route53Rules, intervalFrom: "request" }, inside: false },
];

/**
 * Repeated detections by real probers over real sockets, against the model's 99.9 % band for their mean: the right
 * prober must lie inside, a wrong one outside.
 */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    const band = predictedMean(detectionCount);
    const found = await Promise.all(variants.map(({ rules }) => detections(rules, signal)));
    return variants.map(({ title, inside }, index) => ({
        name: title,
        unit: "s of platform time",
        values: found[index] ?? [],
        bar: inside ? meanInside(band) : meanOutside(band),
    }));
}

/** Seconds of platform time from a fault to the verdict: an endpoint that accepts connections and no longer answers. */
async function detections(rules: CheckerRules, signal: AbortSignal): Promise<number[]> {
    const endpoint = { hanging: false };
    const server = http.createServer((_, response) => {
        if (!endpoint.hanging) {
            response.end();
        }
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const found: number[] = [];
    try {
        for (let seed = 1; seed <= detectionCount; seed += 1) {
            signal.throwIfAborted();
            endpoint.hanging = false;
            found.push(await detection({ port, seed, rules, breakNow: () => (endpoint.hanging = true) }));
            server.closeAllConnections();
        }
        return found;
    } finally {
        server.close();
        server.closeAllConnections();
    }
}

interface Trial {
    readonly port: number;
    readonly seed: number;
    readonly rules: CheckerRules;
    readonly breakNow: () => void;
}

/** A prober of its own for each detection: the phases of one never change their places among each other. */
function detection({ port, seed, rules, breakNow }: Trial): Promise<number> {
    const wait = ((1 + seededRandom(seed + 1000)()) * intervalSeconds * 1000) / clockFactor;
    return new Promise((resolve) => {
        let brokenAt = 0;
        const config = {
            Type: "HTTP" as const,
            IPAddress: "127.0.0.1",
            Port: port,
            RequestInterval: intervalSeconds,
            FailureThreshold: threshold,
        };
        const prober = createProber({
            checks: [{ Id: "endpoint", CallerReference: name, HealthCheckVersion: 1, HealthCheckConfig: config }],
            resolve: () => undefined,
            addresses: anyAddress,
            clockFactor,
            seed,
            healthToDnsSeconds: { min: 0, max: 0 },
            rules,
            onVerdict: () => {
                prober.stop();
                resolve(((performance.now() - brokenAt) / 1000) * clockFactor);
            },
        });
        prober.start();
        setTimeout(() => {
            breakNow();
            brokenAt = performance.now();
        }, wait);
    });
}

/** Where the mean of so many detections lies in 99.9 % of all benchmarks. */
function predictedMean(count: number): Band {
    const draw = modelDetection(
        { Type: "HTTP", RequestInterval: intervalSeconds, FailureThreshold: threshold },
        { behaviour: { manner: "silent" } },
        { random: seededRandom(1), overheadSeconds: { min: 0, max: 0.006 * clockFactor } },
    );
    const means = Float64Array.from({ length: 20_000 }, () =>
        mean(Array.from({ length: count }, () => draw().downSeconds)),
    ).sort();
    return { low: means[10] ?? NaN, high: means[means.length - 11] ?? NaN };
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const benches: readonly Bench[] = [{ name, measure }];
