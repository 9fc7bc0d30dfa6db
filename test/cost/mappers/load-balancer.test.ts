import assert from "node:assert/strict";
import { amounts, estimate, resource } from "../plans";
import { ref } from "./bill";
import { unknownFrom } from "./references";

const subnets = ["a", "b"].map((name) => resource("aws:ec2/subnet:Subnet", {}, { name }));
const balancer = (inputs = {}, more = {}) =>
    resource("aws:lb/loadBalancer:LoadBalancer", { subnets: subnets.map((one) => ref(one)), ...inputs }, more);
const internal = { internal: true };
const unitHours = "capacity units";

describe("the price of a load balancer", () => {
    it("is its hours, and one public address in each subnet when it faces the internet", () => {
        // 730 x 0.0252; 2 x 730 x 0.005
        assert.deepEqual(amounts(estimate([balancer()])), {
            hours: "18.396",
            [unitHours]: "usage needed",
            "public IPv4": "7.3",
        });
        assert.equal(amounts(estimate([balancer(internal)]))["public IPv4"], undefined);
        const six = balancer({ ipAddressType: "dualstack-without-public-ipv4" });
        assert.equal(amounts(estimate([six]))["public IPv4"], undefined);
    });

    it("counts the subnets that a preview knows only by what they depend on", () => {
        const previewed = balancer({ subnets: unknownFrom(...subnets) });
        assert.equal(amounts(estimate([previewed]))["public IPv4"], "7.3");
    });

    it("fails where a preview knows neither the list nor the subnets that it comes from", () => {
        const looked = balancer({ subnets: unknownFrom(resource("aws:ec2/vpc:Vpc", {})) });
        assert.deepEqual(estimate([looked]).resources[0]?.state, {
            kind: "not priced",
            reason: "subnets is not known before deployment",
        });
        assert.equal(amounts(estimate([balancer({ ...internal, subnets: unknownFrom() })]))["hours"], "18.396");
    });

    it("counts an address that the program gives it once", () => {
        const address = resource("aws:ec2/eip:Eip", {});
        const given = balancer({
            loadBalancerType: "network",
            subnets: null,
            subnetMappings: [{ subnetId: "subnet-1", allocationId: ref(address) }, { subnetId: "subnet-2" }],
        });
        const result = estimate([given, address]);
        // one of its own, one as an address: 2 x 730 x 0.005, beside 730 x 0.0252
        assert.equal(result.monthly.typical.toString(), "25.696");
    });

    it("reads new connections per second: 10,000 are 400 units, all month", () => {
        // 10,000 / 25 x 730 x 0.008
        const result = estimate([balancer(internal)], { new_connections: 10_000 });
        assert.equal(amounts(result)[unitHours], "2336");
    });

    it("bills the dimension that needs most units", () => {
        // 6,000 / 3,000 = 2 units against 1 by connections and 730 GB in 730 h
        const keys = { new_connections: 25, active_connections: 6000, processed_bytes_gb: 730, rule_evaluations: 500 };
        // 2 x 730 x 0.008
        assert.equal(amounts(estimate([balancer(internal)], keys))[unitHours], "11.68");
    });

    it("bills by the gigabytes of the month alone where nothing else is stated", () => {
        // 10,000 x 0.008
        assert.equal(amounts(estimate([balancer(internal)], { processed_bytes_gb: 10_000 }))[unitHours], "80");
    });

    it("bills what is reserved where less is used", () => {
        const reserved = balancer({ ...internal, minimumLoadBalancerCapacity: { capacityUnits: 100 } });
        // 100 x 730 x 0.008
        assert.equal(amounts(estimate([reserved]))[unitHours], "584");
    });

    it("has 800 new connections in a network balancer's unit, and 50 when it ends TLS", () => {
        const network = balancer({ ...internal, loadBalancerType: "network" });
        // 1 x 730 x 0.006
        assert.equal(amounts(estimate([network], { new_connections: 800 }))[unitHours], "4.38");
        // The provider takes it in any case.
        for (const protocol of ["TLS", "tls"]) {
            const listener = resource("aws:lb/listener:Listener", { loadBalancerArn: ref(network, "arn"), protocol });
            // 16 x 730 x 0.006
            assert.equal(amounts(estimate([network, listener], { new_connections: 800 }))[unitHours], "70.08");
        }
    });

    it("has 400 new connections in a network balancer's unit for UDP", () => {
        const network = balancer({ ...internal, loadBalancerType: "network" });
        const listener = resource("aws:lb/listener:Listener", {
            loadBalancerArn: unknownFrom(network),
            protocol: "TCP_UDP",
        });
        // 2 x 730 x 0.006
        assert.equal(amounts(estimate([network, listener], { new_connections: 800 }))[unitHours], "8.76");
    });

    it("follows the hours that the usage file states, addresses and units too", () => {
        const keys = { monthly_hrs: 100, new_connections: 25 };
        // 100 x 0.0252; 100 x 0.008; 2 x 100 x 0.005
        assert.deepEqual(amounts(estimate([balancer()], keys)), {
            hours: "2.52",
            [unitHours]: "0.8",
            "public IPv4": "1",
        });
    });

    it("has no address and rates of its own before appliances", () => {
        // 730 x 0.014; 730 x 0.004
        assert.deepEqual(amounts(estimate([balancer({ loadBalancerType: "gateway" })], { processed_bytes_gb: 730 })), {
            hours: "10.22",
            [unitHours]: "2.92",
        });
    });

    it("is counted once: listeners and target groups are free", () => {
        const own = balancer(internal);
        const listener = resource("aws:lb/listener:Listener", { loadBalancerArn: ref(own, "arn") });
        const targets = resource("aws:lb/targetGroup:TargetGroup", {});
        const result = estimate([own, listener, targets], { processed_bytes_gb: 100 });
        assert.equal(result.monthly.typical.toString(), "19.196");
        assert.equal(result.coverage.free, 2);
    });

    it("is by the gigabyte for a classic one", () => {
        const classic = resource("aws:elb/loadBalancer:LoadBalancer", { internal: true, subnets: ["subnet-1"] });
        const open = resource("aws:elb/loadBalancer:LoadBalancer", { availabilityZones: ["eu-west-1a", "eu-west-1b"] });
        // 2 x 730 x 0.005
        assert.equal(amounts(estimate([open]))["public IPv4"], "7.3");
        // 730 x 0.028; 500 x 0.008
        assert.deepEqual(amounts(estimate([classic], { monthly_data_processed_gb: 500 })), {
            hours: "20.44",
            "data processed": "4",
        });
    });

    it("fails where it is not known whether it faces the internet", () => {
        const [one] = estimate([balancer({ internal: unknownFrom(...subnets) })]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "internal is not known before deployment" });
    });
});
