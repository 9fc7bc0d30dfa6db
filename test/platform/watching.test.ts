import assert from "node:assert/strict";
import { loadStack, parsePlatform } from "../../config";
import type { Plan, PlanResource } from "../../plan/plan";
import { recordOutputs } from "../../plan/record";
import { definePlatform } from "../../platform";
import { ancestor, field, ofType, one, plan, text, twoRegions } from "../components/platforms";
import { distinct, root, stacks } from "./facts";

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const composites = (recorded: Plan): PlanResource[] => ofType(recorded, "aws:cloudwatch/compositeAlarm:CompositeAlarm");

/** Urns of the alarms that a composite one looks at. */
function watched({ inputs }: PlanResource): string[] {
    return [...text(inputs["alarmRule"]).matchAll(/ALARM\("\$\{(.+?)#arn\}"\)/g)].map(([, urn = ""]) => urn);
}

/** Alarms that act by themselves: they scale. */
function acts({ inputs }: PlanResource): boolean {
    return inputs["alarmActions"] !== undefined;
}

describe("what watches a platform", function () {
    this.timeout(60_000);

    for (const stack of stacks) {
        describe(stack, () => {
            let recorded: Plan;
            before(async () => {
                recorded = await plan(loadStack(stack, root));
            });

            it("looks at each promise whose break CloudWatch can see, and tells a person of it", () => {
                const promises = distinct(Object.keys(loadStack(stack, root).promises));
                const names = composites(recorded).map(({ name }) => name);
                assert.deepEqual(
                    promises.filter((promise) => !names.some((name) => name.endsWith(`-${promise}`))),
                    [],
                );
            });

            it("looks, with each composite alarm, at alarms of its own region, of which there are some", () => {
                for (const composite of composites(recorded)) {
                    const regions = watched(composite).map(
                        (urn) => recorded.resources.find((resource) => resource.urn === urn)?.region,
                    );
                    assert.deepEqual([...new Set(regions)], [composite.region], composite.name);
                    assert.equal(regions.length, text(composite.inputs["alarmRule"]).split(" OR ").length);
                }
            });

            it("leaves no alarm of a cell out, but those that scale", () => {
                const seen = new Set(
                    composites(recorded)
                        .filter(({ name }) => name.endsWith("-health"))
                        .flatMap(watched),
                );
                const inCells = ofType(recorded, metricAlarm).filter(
                    (alarm) => ancestor(recorded, alarm, "antipode:platform:Cell") !== undefined && !acts(alarm),
                );
                assert.ok(inCells.length > 5);
                assert.deepEqual(
                    inCells.filter(({ urn }) => !seen.has(urn)).map(({ name }) => name),
                    [],
                );
            });
        });
    }

    it("writes to its subscribers from the topic of each region, and of money from that of traffic", async () => {
        const watching = { subscribers: ["sre@example.com"] };
        const recorded = await plan(parsePlatform({ ...twoRegions(), watching }));
        const told = ofType(recorded, "aws:sns/topicSubscription:TopicSubscription").map(({ name }) => name);
        assert.deepEqual(told.sort(), [
            "orders-euw1-sre@example.com",
            "orders-traffic-sre@example.com",
            "orders-use1-sre@example.com",
        ]);
        const notices = one(recorded, "aws:budgets/budget:Budget").inputs["notifications"];
        assert.match(text(field(notices, 0, "subscriberSnsTopicArns", 0)), /Topic::orders-traffic/);
    });

    it("lets CloudWatch use the key of each topic", async () => {
        const recorded = await plan(parsePlatform(twoRegions()));
        for (const topic of ofType(recorded, "aws:sns/topic:Topic")) {
            const urn = field(topic.inputs["kmsMasterKeyId"], "$ref", "urn");
            const key = recorded.resources.find((resource) => resource.urn === urn);
            assert.equal(key?.region, topic.region);
            assert.match(text(key?.inputs["policy"]), /"cloudwatch\.amazonaws\.com"/);
        }
    });

    it("shows each cell's row in one picture, with the promises as lines", async () => {
        const recorded = await plan(parsePlatform(twoRegions()));
        const { inputs, region } = one(recorded, "aws:cloudwatch/dashboard:Dashboard");
        assert.equal(region, "eu-west-1");
        const body = text(inputs["dashboardBody"]);
        for (const title of ["eu-west-1: ", "us-east-1: ", "promise p99"]) {
            assert.match(body, new RegExp(title));
        }
    });
});

describe("head-room", () => {
    it("is told with a stack's outputs, as plain numbers", async () => {
        const { outputs } = await recordOutputs(() => definePlatform(parsePlatform(twoRegions())), {
            project: "antipode",
            stack: "test",
        });
        assert.deepEqual(outputs["headRoom"], [
            {
                lost: "eu-west-1",
                carrier: "us-east-1",
                needed: 2,
                ready: 2,
                most: 4,
                launchedFirst: 0,
                percentOfMost: 50,
            },
        ]);
    });
});
