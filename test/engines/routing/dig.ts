import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { parse } from "yaml";

/** What dig understood of a reply. */
export interface DigReply {
    readonly status: string;
    /** `qr`, `aa`, `tc`, ... */
    readonly flags: readonly string[];
    readonly protocol: "UDP" | "TCP";
    /** Each a line: `name. TTL IN TYPE text`. */
    readonly answer: readonly string[];
    readonly authority: readonly string[];
    readonly additional: readonly string[];
    readonly question: readonly string[];
    readonly edns: { readonly [word: string]: string | number };
}

interface Printed {
    readonly message: {
        readonly socket_protocol: "UDP" | "TCP";
        readonly response_message_data: { readonly [section: string]: unknown };
    };
}

/** One run of dig; its words may be several questions. @throws Error when it got no reply */
export async function dig(port: number, ...words: readonly string[]): Promise<DigReply[]> {
    const fixed = ["@127.0.0.1", "-p", port.toFixed(), "+yaml", "+tries=1", "+time=3"];
    const { stdout } = await promisify(execFile)("dig", [...fixed, ...words]);
    return (parse(stdout, { logLevel: "silent" }) as Printed[]).map(({ message }) => {
        const reply = message.response_message_data;
        const lines = (section: string) => (reply[section] ?? []) as string[];
        const { EDNS = {} } = (reply["OPT_PSEUDOSECTION"] ?? {}) as { EDNS?: DigReply["edns"] };
        return {
            status: String(reply["status"]),
            flags: String(reply["flags"]).split(" "),
            protocol: message.socket_protocol,
            answer: lines("ANSWER_SECTION"),
            authority: lines("AUTHORITY_SECTION"),
            additional: lines("ADDITIONAL_SECTION"),
            question: lines("QUESTION_SECTION"),
            edns: EDNS,
        };
    });
}

/** The one reply to one question. */
export async function digOne(port: number, ...words: readonly string[]): Promise<DigReply> {
    const [reply] = await dig(port, ...words);
    if (!reply) {
        throw new Error(`dig ${words.join(" ")}: expected a reply, got none`);
    }
    return reply;
}

/** The texts of records without their names and TTLs. */
export function textsOf(lines: readonly string[]): string[] {
    return lines.map((line) => line.split(" ").slice(4).join(" "));
}

/** Seconds. */
export function ttlsOf(lines: readonly string[]): number[] {
    return lines.map((line) => Number(line.split(" ")[1]));
}
