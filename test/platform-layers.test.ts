import assert from "node:assert/strict";
import { parsePlatform, type PlatformConfig } from "../config";
import type { Plan, PlanResource } from "../plan/plan";
import { recordOutputs, type Recording, type StackOutputs } from "../plan/record";
import { definePlatform } from "../platform";
import { endpoints, ofType, plan, twoRegions, withRegion, type RawPlatform } from "./components/platforms";
import { stores } from "./components/stores";

const foundationStack = "example/antipode/prod-foundation";
const cellStack = (region: string): string => `example/antipode/prod-${region}`;

function layered(raw: RawPlatform, layer: unknown): PlatformConfig {
    return parsePlatform({ ...raw, layer });
}

function record(config: PlatformConfig, stacks: Record<string, StackOutputs> = {}): Promise<Recording> {
    return recordOutputs(() => definePlatform(config), { project: "antipode", stack: "test", stacks });
}

/** Every layer of a platform in a stack of its own, each reading the outputs of those before it. */
async function split(raw: RawPlatform): Promise<Plan[]> {
    const foundation = await record(layered(raw, { kind: "foundation" }));
    const stacks: Record<string, StackOutputs> = { [foundationStack]: foundation.outputs };
    const plans = [foundation.plan];
    for (const region of Object.keys(raw.regions)) {
        const cell = await record(layered(raw, { kind: "cell", region, foundation: foundationStack }), stacks);
        stacks[cellStack(region)] = cell.outputs;
        plans.push(cell.plan);
    }
    const cells = Object.fromEntries(Object.keys(raw.regions).map((region) => [region, cellStack(region)]));
    plans.push((await record(layered(raw, { kind: "traffic", foundation: foundationStack, cells }), stacks)).plan);
    return plans;
}

/** What AWS would be asked for: each resource once, by urn, with its inputs and what makes it different from others. */
function asked(plans: readonly Plan[]): Map<string, unknown> {
    const wanted = plans.flatMap(({ resources }) => resources.filter(({ type }) => !/^antipode:|^pulumi:/.test(type)));
    assert.equal(new Set(wanted.map(({ urn }) => urn)).size, wanted.length, "a resource stands in two stacks");
    return new Map(wanted.map((resource) => [resource.urn, fact(resource)]));
}

const fact = ({ type, name, region, options, inputs }: PlanResource) => ({ type, name, region, options, inputs });

describe("a platform in a stack for each layer", function () {
    this.timeout(60_000);

    for (const [title, raw] of [
        ["two regions", twoRegions()],
        ["with stores", { ...twoRegions(), ...stores }],
        ["with a runner of drills", { ...twoRegions(), gameday: { region: "eu-central-1", cidr: "10.255.0.0/24" } }],
        ["with an endpoint", { ...twoRegions(), inference: endpoints[0] }],
        ["three regions", withRegion(twoRegions(), "ap-southeast-2", "pilot")],
        ["a proxy in each cell", { ...twoRegions(), database: { proxy: {} } }],
    ] as const) {
        it(`asks for the same resources as one stack: ${title}`, async () => {
            const together = asked([await plan(parsePlatform(raw))]);
            const apart = asked(await split(raw));
            assert.deepEqual([...apart.keys()].sort(), [...together.keys()].sort());
            for (const [urn, resource] of together) {
                assert.deepEqual(apart.get(urn), resource, urn);
            }
        });
    }

    it("lets a cell's stack touch no other cell's region", async () => {
        const [, ...rest] = await split(twoRegions());
        const [ireland] = rest;
        assert.ok(ireland);
        const regions = new Set(ireland.resources.flatMap(({ region }) => region ?? []));
        assert.deepEqual([...regions], ["eu-west-1"]);
        assert.equal(ofType(ireland, "pulumi:providers:aws")[0]?.inputs["region"], "eu-west-1");
    });

    it("fails when the foundation's stack lacks what a cell needs, and says which output", async () => {
        const config = layered(twoRegions(), { kind: "cell", region: "eu-west-1", foundation: foundationStack });
        await assert.rejects(
            record(config, { [foundationStack]: { foundation: { zoneId: "Z1" } } }),
            /stack example\/antipode\/prod-foundation: expected an output foundation\.\S+, got none/,
        );
    });
});
