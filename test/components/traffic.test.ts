import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan, PlanResource } from "../../plan/plan";
import { type RawPlatform, field, ofType, plan, text, twoRegions, withRegion, without } from "./platforms";

/** One line for each record of traffic: name, set, policy, target, whether it believes the target, its check. */
function tree(recorded: Plan): string[] {
    return ofType(recorded, "aws:route53/record:Record")
        .filter(({ inputs }) => inputs["aliases"] !== undefined)
        .map(({ inputs }) => {
            const policy =
                field(inputs["failoverRoutingPolicies"], 0, "type") ??
                field(inputs["latencyRoutingPolicies"], 0, "region") ??
                "simple";
            const name = field(inputs["aliases"], 0, "name");
            const target = typeof name === "string" ? name : last(field(name as never, "$ref", "urn"));
            const check =
                inputs["healthCheckId"] === undefined
                    ? "unchecked"
                    : last(field(inputs["healthCheckId"], "$ref", "urn"));
            const believes = field(inputs["aliases"], 0, "evaluateTargetHealth");
            return [inputs["name"], inputs["setIdentifier"] ?? "-", policy, target, believes, check]
                .map(String)
                .join(" ");
        })
        .sort();
}

const last = (urn: unknown): string => String(urn).split("::").pop() ?? "";
const record = (raw: RawPlatform): Promise<Plan> => plan(parsePlatform(raw));
const app = "app.antipode.example";

describe("Traffic", () => {
    it("is a failover pair over an active and a standby group, with a plain name for each cell", async () => {
        assert.deepEqual(tree(await record(twoRegions())), [
            `active.${app} eu-west-1 eu-west-1 orders-euw1 true orders-euw1`,
            `${app} primary PRIMARY active.${app} true unchecked`,
            `${app} secondary SECONDARY standby.${app} true unchecked`,
            `eu-west-1.${app} - simple orders-euw1 false unchecked`,
            `standby.${app} us-east-1 us-east-1 orders-use1 true orders-use1`,
            `us-east-1.${app} - simple orders-use1 false unchecked`,
        ]);
    });

    it("is one latency group when no cell is a standby", async () => {
        const raw = { ...twoRegions(), mode: "active-active" };
        (raw.regions["us-east-1"] as { role: string }).role = "active";
        assert.deepEqual(tree(await record(raw)), [
            `${app} eu-west-1 eu-west-1 orders-euw1 true orders-euw1`,
            `${app} us-east-1 us-east-1 orders-use1 true orders-use1`,
            `eu-west-1.${app} - simple orders-euw1 false unchecked`,
            `us-east-1.${app} - simple orders-use1 false unchecked`,
        ]);
    });

    it("puts every standby, warm or pilot, in the standby group", async () => {
        const names = tree(await record(withRegion(twoRegions(), "eu-central-1", "pilot"))).filter((line) =>
            line.startsWith("standby."),
        );
        assert.deepEqual(
            names.map((line) => line.split(" ")[1]),
            ["eu-central-1", "us-east-1"],
        );
    });

    it("makes groups before the pair that points to them: Route 53 refuses an alias to nothing", async () => {
        const records = ofType(await record(twoRegions()), "aws:route53/record:Record");
        const groups = records.filter(({ inputs }) => /^(active|standby)\./.test(text(inputs["name"])));
        const pair = records.filter(({ inputs }) => inputs["failoverRoutingPolicies"] !== undefined);
        assert.equal(groups.length * pair.length, 4);
        assert.ok(pair.every(({ dependencies }) => groups.every(({ urn }) => dependencies.includes(urn))));
    });

    const checks = async (traffic: unknown): Promise<PlanResource["inputs"][]> =>
        ofType(await record({ ...twoRegions(), traffic }), "aws:route53/healthCheck:HealthCheck").map(
            ({ inputs }) => inputs,
        );

    it("probes each cell by its plain name over HTTPS, on a path that does not touch the writer", async () => {
        const found = await checks({});
        assert.deepEqual(found.map(({ fqdn }) => fqdn).sort(), [`eu-west-1.${app}`, `us-east-1.${app}`]);
        for (const check of found) {
            assert.deepEqual(without(check, ["tags", "fqdn"]), {
                type: "HTTPS",
                port: 443,
                enableSni: true,
                resourcePath: "/healthz",
                requestInterval: 10,
                failureThreshold: 3,
            });
        }
    });

    it("obeys the config: path, interval, threshold", async () => {
        const [check] = await checks({ healthCheck: { path: "/readyz", intervalSeconds: 30, failureThreshold: 10 } });
        assert.deepEqual(
            [check?.["resourcePath"], check?.["requestInterval"], check?.["failureThreshold"]],
            ["/readyz", 30, 10],
        );
    });

    it("can be told to notice nothing: no checks, targets not believed", async () => {
        const blind = { healthCheck: "none", evaluateTargetHealth: false };
        assert.deepEqual(await checks(blind), []);
        const groups = tree(await record({ ...twoRegions(), traffic: blind })).filter((line) =>
            /^(active|standby)/.test(line),
        );
        assert.deepEqual(
            groups.map((line) => line.split(" ").slice(-2).join(" ")),
            ["false unchecked", "false unchecked"],
        );
    });
});
