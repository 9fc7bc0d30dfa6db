import assert from "node:assert/strict";
import { compareCosts, type CostDiff } from "../../cost/diff";
import { estimateCost } from "../../cost/estimate-plan";
import { brokenLimits, type Limits } from "../../cost/thresholds";
import { movedBy } from "../../cost/report/words";
import Big from "big.js";
import type { PlanResource, Plan } from "../../plan/plan";
import type { Change } from "../../plan/readers/plan-input";
import { book, planOf, resource, usageOfAll } from "./plans";

const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
const price = (plan: Plan) => estimateCost({ plan, book, usage: usageOfAll(), settings });
const side = (resources: readonly PlanResource[]) => {
    const plan = planOf(...resources);
    return { plan, estimate: price(plan) };
};

function diff(
    before: readonly PlanResource[],
    after: readonly PlanResource[],
    changes?: ReadonlyMap<string, Change>,
): CostDiff {
    const against = "main";
    const more = changes ? { changes } : {};
    return compareCosts({ before: side(before), after: side(after), against, estimate: price, ...more });
}

const volume = (size: number, more: Partial<PlanResource> = {}) =>
    resource("aws:ebs/volume:Volume", { availabilityZone: "eu-west-1a", size, type: "gp3" }, more);
const gateway = (more: Partial<PlanResource> = {}) => resource("aws:ec2/natGateway:NatGateway", {}, more);

describe("a comparison of costs", () => {
    it("tells old, new, difference, and the one property that moved it", () => {
        const [one, ...others] = diff([volume(100), gateway()], [volume(150), gateway()]).moved;
        assert.equal(others.length, 0);
        assert.equal(one?.delta.typical.toString(), "4.4");
        assert.equal(one.kind, "update");
        assert.equal(movedBy(one), "size 100 → 150");
    });

    it("names among several changes the one that moved the amount", () => {
        const tagged = { ...volume(100).inputs, iops: 5000, tags: { Name: "orders" } };
        const [one] = diff([volume(100)], [{ ...volume(100), inputs: tagged }]).moved;
        assert.equal(one && movedBy(one), "iops (none) → 5000");
    });

    it("finds the property in another resource when it is there", () => {
        const template = (instanceType: string) =>
            resource("aws:ec2/launchTemplate:LaunchTemplate", { instanceType }, { name: "web" });
        const group = resource(
            "aws:autoscaling/group:Group",
            { minSize: 2, maxSize: 2, launchTemplate: { id: { $ref: { urn: template("").urn, output: "id" } } } },
            { name: "web-group" },
        );
        const [one] = diff([template("m7g.large"), group], [template("m7g.xlarge"), group]).moved;
        assert.equal(one?.name, "web-group");
        assert.equal(movedBy(one), "web: instanceType m7g.large → m7g.xlarge");
    });

    it("counts what appears, and what goes", () => {
        const { moved, delta } = diff([volume(100)], [gateway()]);
        assert.deepEqual(moved.map(({ kind }) => kind).sort(), ["create", "delete"]);
        assert.equal(delta.typical.toString(), new Big("35.04").minus("8.8").toString());
    });

    it("never shows as a saving what it has no price for", () => {
        const { moved, delta, notComparable } = diff([gateway()], [gateway({ region: "eu-north-1" })]);
        assert.deepEqual(moved, []);
        assert.equal(delta.typical.toString(), "0");
        assert.match(notComparable[0]?.reason ?? "", /no price for NATGateway/);
    });

    it("takes a resource of another stack for the same one", () => {
        const staged = volume(200, { urn: volume(0).urn.replace("test::test", "staging::test") });
        assert.equal(diff([volume(100)], [staged]).moved[0]?.kind, "update");
    });

    it("says of what is imported that it is paid already, and of what is retained that it stays on the bill", () => {
        const kept = volume(100, { name: "kept", urn: `${volume(0).urn}-kept` });
        const changes = new Map<string, Change>([
            [gateway().urn, { kind: "import", paths: [] }],
            [kept.urn, { kind: "retain", paths: [] }],
        ]);
        const { notes, moved } = diff([kept], [gateway(), kept], changes);
        assert.deepEqual(notes, [
            "imported, so paid already: one",
            "leaves the stack and stays on AWS and on its bill: kept (retainOnDelete)",
        ]);
        assert.deepEqual(moved.map(movedBy), ["imported: paid already"]);
    });

    it("never tells a secret", () => {
        const secret = (text: string) => ({ ...volume(1), inputs: { ...volume(1).inputs, size: { $secret: text } } });
        const [one] = diff([secret("100")], [secret("200")]).moved;
        assert.equal(one && movedBy(one), "size (secret) → (secret)");
    });
});

describe("limits", () => {
    const judged = (limits: Partial<Limits>, before = [volume(100)], after = [volume(150)]) => {
        const { plan, estimate } = side(after);
        return brokenLimits({ regions: new Map(), ...limits }, { plan, estimate, diff: diff(before, after) });
    };

    it("are broken above them and not at them", () => {
        assert.deepEqual(judged({ monthly: new Big("13.2") }), []);
        assert.deepEqual(judged({ monthly: new Big("13.19") }), ["13.20 a month is over 13.19"]);
    });

    it("hold for a region", () => {
        assert.deepEqual(judged({ regions: new Map([["eu-west-1", new Big(10)]]) }), [
            "eu-west-1: 13.20 a month is over 10.00",
        ]);
        assert.deepEqual(judged({ regions: new Map([["us-east-1", new Big(10)]]) }), []);
    });

    it("hold for a component with all that stands in it, and for every one of a kind", () => {
        const component = (type: string, more = {}) => resource(type, {}, { name: "orders", custom: false, ...more });
        const cell = component("antipode:platform:Cell");
        const store = component("antipode:store:Store", { parent: cell.urn });
        const after = [cell, store, { ...volume(150), parent: store.urn }];
        const over = (name: string, most: number) =>
            judged({ components: new Map([[name, new Big(most)]]) }, [volume(100)], after);
        assert.deepEqual(over("orders (Cell)", 14), []);
        assert.deepEqual(over("orders (Cell)", 13), ["orders (Cell): 13.20 a month is over 13.00"]);
        assert.deepEqual(over("orders*", 13), [
            "orders (Cell): 13.20 a month is over 13.00",
            "orders (Store): 13.20 a month is over 13.00",
        ]);
        assert.throws(() => over("orders (Cel)", 1), /^NoSuchComponent: .*did you mean orders \(Cell\)\?$/);
    });

    it("hold for an increase, in dollars and in percent", () => {
        assert.deepEqual(judged({ increase: { kind: "percent", amount: new Big(50) } }), []);
        assert.deepEqual(judged({ increase: { kind: "percent", amount: new Big(49) } }), [
            "+4.40 a month (50.0 %) is an increase over 49 %",
        ]);
        assert.deepEqual(judged({ increase: { kind: "dollars", amount: new Big(4) } }), [
            "+4.40 a month (50.0 %) is an increase over 4.00",
        ]);
    });

    it("are broken by any increase from nothing", () => {
        assert.equal(judged({ increase: { kind: "percent", amount: new Big(1000) } }, [], [volume(1)]).length, 1);
    });
});
