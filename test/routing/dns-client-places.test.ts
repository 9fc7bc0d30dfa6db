import assert from "node:assert/strict";
import { ClientPlaces } from "../../routing/dns/client-places";
import { standInAddresses } from "../../routing/dns/stand-ins";
import { address, alias, zone } from "./zones";

const map = [
    { address: "10.0.0.0", prefix: 8, place: "eu-west-1" },
    { address: "10.1.0.0", prefix: 16, place: "US-VA" },
    { address: "2001:db8::", prefix: 32, place: "IE" },
    { address: "0.0.0.0", prefix: 0, place: "elsewhere" },
];

describe("places of DNS clients", () => {
    it("are those of the longest network that the subnet is in, or the resolver when no subnet was passed on", () => {
        const { of } = new ClientPlaces(map);
        assert.equal(of({ address: "10.2.0.1" }), "eu-west-1");
        assert.equal(of({ address: "10.2.0.1", subnet: "10.1.255.0" }), "US-VA");
        assert.equal(of({ address: "10.2.0.1", subnet: "2001:db8:0:1:0:0:0:0" }), "IE");
        assert.equal(of({ address: "192.0.2.1" }), "elsewhere");
        assert.equal(of({ address: "::ffff:10.1.0.1" }), "US-VA");
    });

    it("are the given one outside every network, or the address itself", () => {
        const networks = map.slice(0, 2);
        assert.equal(new ClientPlaces(networks, "JP").of({ address: "192.0.2.1" }), "JP");
        assert.equal(new ClientPlaces(networks).of({ address: "192.0.2.1", subnet: "198.51.100.0" }), "198.51.100.0");
        // Of IPv4 there is no network of IPv6 in which it is.
        assert.equal(new ClientPlaces([map[3] ?? assert.fail()]).of({ address: "2001:db8::1" }), "2001:db8::1");
    });

    it("stay what they are for more clients than are remembered", () => {
        const { of } = new ClientPlaces(map);
        for (let at = 0; at < 10_100; at += 1) {
            assert.equal(of({ address: `10.2.${at >> 8}.${at & 255}` }), "eu-west-1");
        }
    });
});

describe("addresses of what is beyond a zone", () => {
    it("are the same for the same zone, different for each target, and given ones go first", () => {
        const one = zone([
            alias("a.example.com", { to: "lb-b.elb.amazonaws.com.", balancer: true }),
            alias("b.example.com", { to: "LB-a.elb.amazonaws.com", balancer: true }),
            alias("c.example.com", { to: "a.example.com" }),
            alias("d.example.com", { to: "own.elb.amazonaws.com", balancer: true }),
            address("e.example.com", "10.0.0.1"),
        ]);
        assert.deepEqual(standInAddresses(one, { "Own.elb.amazonaws.com.": ["127.0.0.1"] }), {
            "lb-a.elb.amazonaws.com": ["198.18.0.1", "2001:db8::1"],
            "lb-b.elb.amazonaws.com": ["198.18.0.2", "2001:db8::2"],
            "own.elb.amazonaws.com": ["127.0.0.1"],
        });
    });
});
