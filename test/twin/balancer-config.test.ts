import assert from "node:assert/strict";
import { balancerConfig } from "../../twin/balancer-config";
import { upServers } from "../../twin/balancer";
import { buildModel } from "../../twin/plan-model";
import { smallPlan } from "./fixture";

function configOf(factor: number, matcher = "200"): string {
    const healthCheck = {
        path: "/healthz",
        interval: 10,
        timeout: 4,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
        matcher,
    };
    const [cell] = buildModel(smallPlan({ orders: { healthCheck } }), "seed").cells;
    return balancerConfig({
        balancers: cell?.balancers ?? [],
        clock: { factor },
        certificate: () => "/pem",
        targets: () => ["10.20.32.30"],
    });
}

describe("the balancer's configuration", () => {
    it("ends TLS with HTTP/2 on an address in each zone", () => {
        assert.match(configOf(1), /bind 10\.20\.0\.10:443 ssl crt \/pem alpn h2,http\/1\.1/);
        assert.match(configOf(1), /bind 10\.20\.4\.10:443 ssl crt \/pem alpn h2,http\/1\.1/);
    });

    it("checks as the target group says, in milliseconds of the clock", () => {
        assert.match(configOf(1), /10\.20\.32\.30:8080 check inter 10000 fall 3 rise 2/);
        assert.match(configOf(10), /10\.20\.32\.30:8080 check inter 1000 fall 3 rise 2/);
        assert.match(configOf(10), /timeout check 400/);
    });

    it("sends requests to every target when none is healthy", () => {
        assert.match(configOf(1), /use_backend targets_orders_open if \{ nbsrv\(targets_orders\) eq 0 \}/);
        assert.match(configOf(1), /backend targets_orders_open\n(.*\n)*.*server 10\.20\.32\.30 10\.20\.32\.30:8080\n/);
    });

    it("understands AWS's matchers", () => {
        assert.match(configOf(1), /http-check expect status 200\n/);
        assert.match(configOf(1, "200,204"), /http-check expect rstatus \^\(200\|204\)\$/);
        assert.match(configOf(1, "200-202"), /http-check expect rstatus \^\(200\|201\|202\)\$/);
    });

    it("closes idle connections after 60 s of platform time", () => {
        assert.match(configOf(10), /timeout client 6000\n/);
        assert.match(configOf(10), /timeout server 6000\n/);
    });
});

describe("HAProxy's table of servers", () => {
    it("counts servers that are up, and neither frontends nor sums", () => {
        const row = (backend: string, server: string, status: string) =>
            [backend, server, ...Array.from({ length: 15 }, () => ""), status].join(",");
        const table = ["# pxname,svname", row("b", "one", "UP"), row("b", "two", "DOWN"), row("b", "three", "UP 1/3")];
        const sums = [row("b", "BACKEND", "UP"), row("f", "FRONTEND", "OPEN")];
        assert.deepEqual(upServers([...table, ...sums].join("\n")), new Map([["b", ["one", "three"]]]));
    });
});
