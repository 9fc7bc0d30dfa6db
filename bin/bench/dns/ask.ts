import { createSocket } from "node:dgram";
import { AUTHORITATIVE_ANSWER, decode, encode } from "dns-packet";
import { choices, ttlSeconds, weightedNames } from "./zone";

const patienceMilliseconds = 1000;
const asked = 400;
/** Four standard deviations of the share of a draw of 3 in 4 among 400: one bench in 16,000 complains for nothing. */
const tolerance = 4 * Math.sqrt((0.75 * 0.25) / asked);

/** The addresses that a name is answered with. @throws Error when it is no authoritative answer with the zone's TTL */
export async function ask(port: number, name: string): Promise<string[]> {
    const reply = decode(await exchange(port, encode({ type: "query", id: 1, questions: [{ type: "A", name }] })));
    const answers = reply.answers ?? [];
    const wrong = answers.some((record) => record.type !== "A" || record.name !== name || record.ttl !== ttlSeconds);
    if (((reply.flags ?? 0) & AUTHORITATIVE_ANSWER) === 0 || answers.length === 0 || wrong) {
        throw new Error(`${name} A: expected an address with TTL ${ttlSeconds}, got ${JSON.stringify(answers)}`);
    }
    return answers.flatMap((record) => (record.type === "A" ? [record.data] : []));
}

/** @throws Error unless a server draws among the two addresses as its zone says: others must not win by doing less */
export async function checkEqual(port: number): Promise<void> {
    let first = 0;
    for (let at = 0; at < asked; at += 1) {
        const answers = await ask(port, weightedNames[at % weightedNames.length] ?? "");
        const [address = ""] = answers;
        if (answers.length !== 1 || !choices.some((choice) => choice.address === address)) {
            throw new Error(`expected one of two addresses, got ${answers.join(", ")}`);
        }
        first += address === choices[0].address ? 1 : 0;
    }
    const expected = choices[0].weight / (choices[0].weight + choices[1].weight);
    if (Math.abs(first / asked - expected) > tolerance) {
        throw new Error(
            `drew ${choices[0].address} in ${first} of ${asked} answers: expected about ${expected * asked}`,
        );
    }
}

/** One packet there, one back. */
function exchange(port: number, query: Uint8Array): Promise<Buffer> {
    return new Promise((resolve, reject) => {
        const socket = createSocket("udp4");
        const end = (settle: () => void) => {
            clearTimeout(timer);
            socket.close();
            settle();
        };
        const timer = setTimeout(() => end(() => reject(new Error(`no answer on port ${port}`))), patienceMilliseconds);
        socket.once("message", (bytes) => end(() => resolve(bytes)));
        socket.once("error", (error) => end(() => reject(error)));
        socket.connect(port, "127.0.0.1", () => socket.send(query));
    });
}
