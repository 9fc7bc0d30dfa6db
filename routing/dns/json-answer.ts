import { isIP } from "node:net";
import { RoutingError } from "../errors";
import { rcodes, typeName, typeNumber } from "./record-types";
import type { RecordSet } from "./reply";
import type { Responder } from "./responder";
import { lowerCase, nameText, wireName } from "./wire-name";

/** A request that is not answered; the message is one line for a person. */
export class InvalidRequest extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

/** An answer as public resolvers give it in JSON (https://developers.google.com/speed/public-dns/docs/doh/json). */
export interface JsonAnswer {
    readonly Status: number;
    readonly TC: boolean;
    readonly RD: boolean;
    readonly RA: boolean;
    readonly AD: boolean;
    readonly CD: boolean;
    readonly Question: readonly { readonly name: string; readonly type: number }[];
    readonly Answer?: readonly JsonRecord[];
    readonly Authority?: readonly JsonRecord[];
    readonly Additional?: readonly JsonRecord[];
    /** The subnet that the answer holds for. */
    readonly edns_client_subnet?: string;
}

export interface JsonRecord {
    /** With the final dot. */
    readonly name: string;
    readonly type: number;
    /** Seconds. */
    readonly TTL: number;
    readonly data: string;
}

/** Types whose text is a name. */
const names = new Set(["CNAME", "NS", "PTR"]);

/**
 * The answer to `name`, `type` (name or number; A when left out) and `edns_client_subnet` (address, with `/prefix` or not).
 * @throws InvalidRequest when one of them is not that
 */
export function askInJson(responder: Responder, asked: URLSearchParams, address: string): JsonAnswer {
    const question = questionOf(asked.get("name") ?? "", asked.get("type") ?? "A");
    const subnet = subnetOf(asked.get("edns_client_subnet"));
    const client = subnet === undefined ? { address } : { address, subnet: subnet.address };
    const reply = responder.ask(question, client);
    const scope = reply.dependsOnClient ? subnet?.prefix : 0;
    const name = `${question.name.replace(/\.$/, "")}.`;
    return {
        Status: rcodes[reply.rcode],
        TC: false,
        RD: true,
        RA: false,
        AD: false,
        CD: false,
        Question: [{ name, type: typeNumber(question.type) ?? 0 }],
        ...section("Answer", reply.answers, name),
        ...section("Authority", reply.authority, name),
        ...section("Additional", reply.additional, name),
        ...(subnet === undefined ? {} : { edns_client_subnet: `${subnet.address}/${scope ?? 0}` }),
    };
}

function questionOf(name: string, type: string) {
    const number = /^\d+$/.test(type) ? typeNumber(`TYPE${type}`) : typeNumber(type);
    if (name === "") {
        throw new InvalidRequest(400, "name: expected a domain name, got nothing");
    }
    if (number === undefined) {
        throw new InvalidRequest(400, `type: expected a record type such as A or 28, got "${type}"`);
    }
    try {
        const wire = wireName(name);
        return { key: lowerCase(wire), name: nameText(wire), type: typeName(number) };
    } catch (error) {
        throw new InvalidRequest(
            400,
            `name: ${error instanceof RoutingError ? error.message : "expected a domain name"}`,
        );
    }
}

function subnetOf(text: string | null): { address: string; prefix: number } | undefined {
    if (text === null) {
        return undefined;
    }
    const [address = "", prefix] = text.split("/");
    const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
    const length = prefix === undefined ? most : /^\d+$/.test(prefix) ? Number(prefix) : Infinity;
    if (most === 0 || length > most) {
        throw new InvalidRequest(400, `edns_client_subnet: expected such as 192.0.2.0/24, got "${text}"`);
    }
    return { address, prefix: length };
}

function section(title: "Answer" | "Authority" | "Additional", sets: readonly RecordSet[], asked: string) {
    const records = sets.flatMap(({ name = asked, type, ttl, values }) =>
        values.map((value) => ({
            name: dotted(name),
            type: typeNumber(type) ?? 0,
            TTL: ttl,
            data: names.has(type) ? dotted(value) : value,
        })),
    );
    return records.length === 0 ? {} : { [title]: records };
}

function dotted(name: string): string {
    return name.endsWith(".") ? name : `${name}.`;
}
