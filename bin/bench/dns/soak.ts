import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { seededRandom } from "../../../routing/random";
import { atMost, summaryOf, type Bar, type Finding } from "../bench";
import { bundled } from "../bundle";
import { nodeProgram } from "./peers";
import { Stage } from "./stage";
import { Traffic } from "./traffic";

const seconds = 60;
/** Until then its caches fill, which have limits, and the engine sizes its heap. */
const warmUpSeconds = 30;
const sampleSeconds = 0.5;
/** Half of a minute's growth of a leak of 10 bytes a packet is 2 MB; the heap's own ups and downs are a few. */
const growthMegabytes = 10;
const seed = 53;

const nearlyAll: Bar = { text: "min >= 99.9", keeps: ({ min }) => min >= 99.9 };

/** A minute of good and hostile packets at once: good ones must be answered, and memory must not grow with what came. */
export async function soak(signal: AbortSignal): Promise<Finding[]> {
    const stage = new Stage(signal);
    try {
        const server = await stage.start("antipode", nodeProgram(await bundled("bin/bench/dns/zone-run.ts")));
        const traffic = new Traffic(server.port, seededRandom(seed));
        const memory: number[] = [];
        try {
            await traffic.start();
            while (memory.length < seconds / sampleSeconds) {
                await delay(sampleSeconds * 1000, undefined, { signal });
                memory.push(residentMegabytes(server.pid));
            }
            traffic.pause();
            await delay(sampleSeconds * 1000, undefined, { signal });
        } finally {
            traffic.stop();
        }
        return findings(traffic, memory);
    } finally {
        await stage.clear();
    }
}

function findings({ counts }: Traffic, memory: readonly number[]): Finding[] {
    const warm = memory.slice(warmUpSeconds / sampleSeconds);
    const third = Math.floor(warm.length / 3);
    const growth = summaryOf(warm.slice(-third)).median - summaryOf(warm.slice(0, third)).median;
    const share = (answered: number, asked: number) => [(100 * answered) / asked];
    return [
        { name: "hostile packets", unit: "", values: [counts.hostile] },
        { name: "hostile connections", unit: "", values: [counts.hostileConnections] },
        { name: "good questions answered", unit: "%", values: share(counts.goodAnswered, counts.good), bar: nearlyAll },
        {
            name: "good questions answered over TCP",
            unit: "%",
            values: share(counts.goodOverTcpAnswered, counts.goodOverTcp),
            bar: nearlyAll,
        },
        { name: "memory after the warm-up", unit: "MB", values: warm },
        { name: "its growth in 30 s", unit: "MB", values: [growth], bar: atMost(growthMegabytes) },
    ];
}

/** @throws Error when the process has gone */
function residentMegabytes(pid: number): number {
    const pageBytes = 4096;
    const [, pages = ""] = readFileSync(`/proc/${pid.toFixed()}/statm`, "utf8").split(" ");
    return (Number(pages) * pageBytes) / 1e6;
}
