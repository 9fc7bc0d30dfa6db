import assert from "node:assert/strict";
import packet from "dns-packet";
import { emptyReply } from "../../routing/dns/reply";
import { Responder } from "../../routing/dns/responder";
import { vpcResolve } from "../../twin/vpc-resolver";
import { query, rcode } from "../routing/dns-clients";

describe("the resolver of a VPC", () => {
    let address = "10.0.0.1";
    const resolve = vpcResolve({
        names: () => ({ "writer.example.net": address }),
        otherwise: () => emptyReply("NXDOMAIN"),
        factor: 2,
    });
    const responder = new Responder({ resolve, random: () => 0 });

    function ask(name: string, type: "A" | "AAAA" = "A") {
        return packet.decode(responder.respond(packet.encode(query(name, type)), "10.0.0.9", "udp") ?? Buffer.alloc(0));
    }

    it("answers the cell's own names, with Aurora's 5 s divided by the clock, and as they are now", () => {
        const [first] = ask("Writer.example.net").answers ?? [];
        assert.deepEqual(first?.type === "A" && [first.name, first.data, first.ttl], [
            "Writer.example.net",
            "10.0.0.1",
            3,
        ]);
        address = "10.0.0.2";
        const [second] = ask("writer.example.net").answers ?? [];
        assert.equal(second?.type === "A" && second.data, "10.0.0.2");
    });

    it("has no IPv6 address for them, and leaves every other name to the others", () => {
        const empty = ask("writer.example.net", "AAAA");
        assert.deepEqual([rcode(empty), empty.answers], [0, []]);
        assert.equal(rcode(ask("www.example.net")), 3);
    });
});
