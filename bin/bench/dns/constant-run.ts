/*
 * The least that a DNS server in Node can do: one answer made once, the id and the name of each query copied into it.
 * Good for queries that are as long as the first one. Takes the port; ends when it is killed.
 */
import { createSocket } from "node:dgram";
import { encode } from "dns-packet";
import { choices, ttlSeconds, weightedNames } from "./zone";

const headerBytes = 12;
const [name = ""] = weightedNames;
/** One byte for the length before the first label, one for the root's. */
const nameBytes = name.length + 2;
const AUTHORITATIVE_ANSWER = 0x0400;

const answer = encode({
    type: "response",
    flags: AUTHORITATIVE_ANSWER,
    questions: [{ type: "A", name }],
    answers: [{ type: "A", name, ttl: ttlSeconds, data: choices[0].address }],
    additionals: [
        {
            type: "OPT",
            name: ".",
            udpPayloadSize: 1232,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
        },
    ],
});
/** After the question's type and class. */
const answerNameAt = headerBytes + nameBytes + 4;

/** Without it Node asks for the name behind each address, one turn of the event loop later: that is not the least. */
const socket = createSocket({ type: "udp4", lookup: (host, _, found) => found(null, host, 4) });
socket.on("message", (query, { port, address }) => {
    query.copy(answer, 0, 0, 2);
    query.copy(answer, headerBytes, headerBytes, headerBytes + nameBytes);
    query.copy(answer, answerNameAt, headerBytes, headerBytes + nameBytes);
    socket.send(answer, port, address);
});
socket.bind(Number(process.argv[2]), "127.0.0.1");
