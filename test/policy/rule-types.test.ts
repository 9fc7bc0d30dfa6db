import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../plan/plan";
import { but, ids, one, out, platform, statement, subnets } from "./cases/case";
import { takes } from "./neighbours/provider";
import { stateful } from "./neighbours/stateful";
import { taggable } from "./neighbours/taggable";
import { acting, besides, documents, inSubnets, keys, switches } from "./neighbours/types";
import { said } from "./said";

type Inputs = PlanResource["inputs"];

/** Inputs with a value at a path; `*` is the one entry of a list. */
function inputsAt(path: string, value: PlanValue): Inputs {
    const [key = "", ...rest] = path.split(".");
    return rest.length === 0 ? { [key]: value } : { [key]: within(rest, value) };
}

function within([key = "", ...rest]: readonly string[], value: PlanValue): PlanValue {
    const inner = rest.length === 0 ? value : within(rest, value);
    return key === "*" || key === "0" ? [inner] : { [key]: inner };
}

const keyOf = (region: string) => `arn:aws:kms:${region}:444455556666:key/1`;

describe("a rule over several types", () => {
    for (const [rule, { broken, paths }] of Object.entries(switches)) {
        it(`${rule}: knows what each of them calls it`, () => {
            for (const line of paths) {
                const [type = "", path = ""] = line.split(" ");
                assert.equal(said(rule, one(type, inputsAt(path, broken))).length, 1, line);
                assert.deepEqual(said(rule, one(type, inputsAt(path, !broken))), [], line);
            }
        });
    }

    it("names types and inputs that the provider has", () => {
        const paths = [
            ...Object.values(switches).flatMap((one) => one.paths),
            ...[...keys, ...inSubnets].map((one) => one.join(" ")),
        ];
        const wrong = [...paths, ...stateful.map((type) => `${type} region`)]
            .map((line) => line.split(" "))
            .filter(([type = "", path = ""]) => !takes(type, path.split(".")[0] ?? ""))
            .map((line) => line.join(" "));
        // Zones are in no region.
        assert.deepEqual(wrong, ["aws:route53/zone:Zone region"]);
    });

    for (const [type, path] of keys) {
        it(`no-own-key, key-in-another-region: ${type}`, () => {
            const named = (key: PlanValue) => one(type, { ...besides[type], ...inputsAt(path, key) });
            const place = path.replace("*", "0");
            assert.ok(said("no-own-key", named(null)).includes(`${place} names no key`));
            assert.ok(!said("no-own-key", named(keyOf("eu-west-1"))).includes(`${place} names no key`));
            assert.deepEqual(said("key-in-another-region", named(keyOf("us-east-1"))), [
                `${place}: a key of us-east-1 for data in eu-west-1`,
            ]);
            assert.deepEqual(said("key-in-another-region", named(keyOf("eu-west-1"))), []);
        });
    }

    it("no-own-key: a secret's replicas have keys of their own", () => {
        const secret = (kmsKeyId: PlanValue) =>
            one("aws:secretsmanager/secret:Secret", {
                kmsKeyId: keyOf("eu-west-1"),
                replicas: [{ region: "us-east-1", kmsKeyId }],
            });
        assert.deepEqual(said("no-own-key", secret(null)), ["replicas.0.kmsKeyId names no key"]);
        assert.deepEqual(said("no-own-key", secret(keyOf("us-east-1"))), []);
        assert.equal(said("key-in-another-region", secret(keyOf("eu-west-1"))).length, 1);
        assert.deepEqual(said("key-in-another-region", secret(keyOf("us-east-1"))), []);
    });

    it("state-not-protected: of whatever holds state", () => {
        for (const type of stateful) {
            assert.equal(said("state-not-protected", one(type)).length, 1, type);
            assert.deepEqual(said("state-not-protected", one(type, {}, { options: { protect: true } })), [], type);
        }
    });

    it("not-tagged: of whatever is billed", () => {
        const root = platform();
        assert.ok(taggable.length > 100);
        for (const type of taggable) {
            const tagged = one(type, { tags: { "antipode:platform": "orders" } });
            assert.deepEqual(said("not-tagged", root, one(type)), ["tags.antipode:platform is missing"], type);
            assert.deepEqual(said("not-tagged", root, tagged), [], type);
        }
    });

    it("data-in-public-subnet: of whatever stands in subnets", () => {
        const [inner, outer] = subnets("a", "b");
        assert.ok(inner && outer);
        const table = one("aws:ec2/routeTable:RouteTable", { routes: [{ gatewayId: "igw-1" }] });
        const association = one("aws:ec2/routeTableAssociation:RouteTableAssociation", {
            routeTableId: out(table),
            subnetId: out(outer),
        });
        const network: readonly PlanResource[] = [inner, outer, table, association];
        for (const [type, path] of inSubnets) {
            const standing = (subnet: PlanResource) =>
                one(type, inputsAt(path, path === "subnetId" ? out(subnet) : ids([subnet])));
            assert.equal(said("data-in-public-subnet", ...network, standing(outer)).length, 1, type);
            assert.deepEqual(said("data-in-public-subnet", ...network, standing(inner)), [], type);
        }
    });

    it("may-do-everything, open-to-everyone, allows-all-but: wherever a policy stands", () => {
        for (const type of documents.identity) {
            const policy = (Action: string) => one(`aws:${type}`, { policy: statement({ Action, Resource: "*" }) });
            assert.deepEqual(said("may-do-everything", policy("*")), ["Allow * on *"], type);
            assert.deepEqual(said("may-do-everything", policy("ec2:RunInstances")), [], type);
        }
        for (const type of documents.resource) {
            const policy = (Principal: string) =>
                one(`aws:${type}`, { policy: statement({ Action: ["a:A", "a:B"], Principal }) });
            assert.deepEqual(said("open-to-everyone", policy("*")), ["Allow a:A, a:B for principal *"], type);
            assert.deepEqual(said("open-to-everyone", policy("arn:aws:iam::1:root")), [], type);
            const negated = one(`aws:${type}`, { policy: statement({ NotAction: "a:A", NotPrincipal: "x" }) });
            assert.deepEqual(said("allows-all-but", negated), ["Allow with NotAction, NotPrincipal"], type);
        }
        const trust = one("aws:iam/role:Role", { assumeRolePolicy: statement({ NotResource: "x" }) });
        assert.deepEqual(said("allows-all-but", trust), ["Allow with NotResource"]);
        assert.deepEqual(said("allows-all-but", but(trust, { assumeRolePolicy: statement({ Resource: "x" }) })), []);
    });

    it("may-do-everything: by AWS's own policy, whoever is given it", () => {
        const own = (name: string) => `arn:aws:iam::aws:policy/${name}`;
        for (const kind of ["groupPolicy", "policy", "rolePolicy", "userPolicy"]) {
            const type = `aws:iam/${kind}Attachment:${kind.charAt(0).toUpperCase()}${kind.slice(1)}Attachment`;
            const attached = (name: string) => said("may-do-everything", one(type, { policyArn: own(name) }));
            assert.deepEqual(attached("AdministratorAccess"), ["AdministratorAccess"], type);
            assert.deepEqual(attached("ReadOnlyAccess"), [], type);
            assert.deepEqual(attached("AdministratorAccess-Amplify"), [], type);
        }
        const role = one("aws:iam/role:Role", {
            managedPolicyArns: [own("ReadOnlyAccess"), own("AdministratorAccess")],
        });
        assert.equal(said("may-do-everything", role).length, 1);
    });

    it("alarm-tells-nobody: whatever acts on an alarm reads it, by reference or by its whole name", () => {
        const alarm = one("aws:cloudwatch/metricAlarm:MetricAlarm", {}, { ids: ["orders"] });
        for (const type of acting) {
            const reading = (alarms: PlanValue) =>
                said("alarm-tells-nobody", alarm, one(type, { alarms, alarmActions: ["arn"] })).length;
            for (const named of [
                out(alarm, "arn"),
                "orders",
                'ALARM("orders")',
                "ALARM(orders) AND ALARM(x)",
                "a:orders",
            ]) {
                assert.equal(reading(named), 0, `${type} ${JSON.stringify(named)}`);
            }
            for (const named of ["another", "orders-5xx", "my-orders", "ALARM(orders.x)"]) {
                assert.equal(reading(named), 1, `${type} ${named}`);
            }
        }
        assert.equal(said("alarm-tells-nobody", { ...alarm, ids: [] }).length, 1);
    });

    it("group-deaf-to-balancer: however a group stands behind a balancer", () => {
        const group = (inputs: Inputs) => one("aws:autoscaling/group:Group", inputs);
        for (const path of ["loadBalancers", "targetGroupArns", "trafficSources"]) {
            const behind = group({ [path]: ["one"] });
            assert.equal(said("group-deaf-to-balancer", behind).length, 1, path);
            assert.deepEqual(said("group-deaf-to-balancer", but(behind, { healthCheckType: "ELB" })), [], path);
        }
        for (const type of [
            "aws:autoscaling/attachment:Attachment",
            "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
        ]) {
            const attached = one(type, { autoscalingGroupName: out(group({})) });
            assert.equal(said("group-deaf-to-balancer", group({}), attached).length, 1, type);
        }
    });
});
