import assert from "node:assert/strict";
import { PlanInputError, type Preview } from "../../../plan/readers/plan-input";
import { readPlanInput } from "../../../plan/readers/read-plan-input";
import { digest, provider, state, step, unknown, urn } from "./states";

const instance = "aws:ec2/instance:Instance";
const group = "aws:autoscaling/group:Group";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const inIreland = { provider: `${provider.urn}::p1` };

function preview(text: string): Preview {
    const input = readPlanInput(text, { name: "preview.json" });
    assert.equal(input.kind, "preview");
    return input;
}

describe("a preview's digest", () => {
    it("has both sides, and what happens to each resource", () => {
        const small = state(instance, "a", { inputs: { instanceType: "t4g.small" } });
        const large = state(instance, "a", { inputs: { instanceType: "t4g.large" } });
        const { before, after, changes } = preview(
            digest([
                {
                    ...step("update", small, large),
                    detailedDiff: { instanceType: { kind: "update", inputDiff: true } },
                },
                step("create", undefined, state(instance, "b")),
                step("delete", state(instance, "c"), undefined),
                step("same", state(instance, "d"), state(instance, "d")),
            ]),
        );
        assert.deepEqual(
            before.resources.map(({ name }) => name),
            ["a", "c", "d"],
        );
        assert.deepEqual(
            after.resources.map(({ name }) => name),
            ["a", "b", "d"],
        );
        assert.deepEqual(changes.get(small.urn), { kind: "update", paths: ["instanceType"] });
        assert.deepEqual([...changes.values()].map(({ kind }) => kind).sort(), ["create", "delete", "update"]);
    });

    it("counts a replacement once, whether or not its parts are shown", () => {
        const old = state(instance, "a", { inputs: { ami: "x" } });
        const next = state(instance, "a", { inputs: { ami: "y" } });
        const parts = [
            step("create-replacement", old, next),
            step("delete-replaced", { ...old, delete: true }, undefined),
        ];
        const { before, after } = preview(digest([...parts, step("replace", old, next)]));
        assert.deepEqual([before.resources.length, after.resources.length], [1, 1]);
        assert.deepEqual(after.resources[0]?.inputs, { ami: "y" });
    });

    it("keeps what Pulumi forgets and AWS does not: it stays on the bill", () => {
        const kept = state(instance, "a", { retainOnDelete: true });
        const { after, changes } = preview(digest([step("delete", kept, undefined)]));
        assert.equal(after.resources.length, 1);
        assert.equal(changes.get(kept.urn)?.kind, "retain");
    });

    it("leaves out what belongs to somebody else, and lists it", () => {
        const { after, foreign } = preview(
            digest([
                step("read", undefined, state("aws:ec2/vpc:Vpc", "theirs", { external: true })),
                step("same", undefined, state("aws:ec2/subnet:Subnet", "theirs", { external: true })),
                step("import", undefined, state(instance, "ours")),
            ]),
        );
        assert.deepEqual(
            after.resources.map(({ name }) => name),
            ["ours"],
        );
        assert.equal(foreign.length, 2);
    });

    it("names the resources that an unknown depends on, by property", () => {
        const scaling = state(group, "web", {
            inputs: { launchTemplate: { id: unknown, version: unknown }, minSize: 1 },
            propertyDependencies: { launchTemplate: [urn(template, "web")], minSize: null },
        });
        const { after } = preview(digest([step("create", undefined, scaling)]));
        const reference = { $unknown: { urns: [urn(template, "web")] } };
        assert.deepEqual(after.resources[0]?.inputs, {
            launchTemplate: { id: reference, version: reference },
            minSize: 1,
        });
    });

    it("never takes a secret for its value", () => {
        const { after } = preview(
            digest([step("create", undefined, state(instance, "a", { inputs: { userData: "[secret]" } }))]),
        );
        assert.deepEqual(after.resources[0]?.inputs["userData"], { $unknown: { urns: [] } });
    });

    it("says that what stays as it is was left out", () => {
        const steps = [step("create", undefined, state(instance, "a"))];
        assert.equal(preview(digest(steps, { changeSummary: { create: 1, same: 41 } })).changesOnly, true);
        assert.equal(preview(digest(steps, { changeSummary: { create: 1 } })).changesOnly, false);
    });

    it("tells the errors that ended it", () => {
        const diagnostics = [
            { severity: "error", message: "no such image\n" },
            { severity: "warning", message: "old" },
        ];
        assert.deepEqual(preview(digest([], { diagnostics })).errors, ["no such image"]);
    });

    it("calls what stays by the names that AWS gave it, and what is replaced by none", () => {
        const old = state(instance, "a", { id: "i-1", outputs: { arn: "arn:1" } });
        const ids = (op: string) => preview(digest([step(op, old, state(instance, "a"))])).after.resources[0]?.ids;
        assert.deepEqual(["same", "update", "replace"].map(ids), [["i-1", "arn:1"], ["i-1", "arn:1"], undefined]);
    });

    it("of an empty stack is one without resources", () => {
        assert.deepEqual(preview('{"changeSummary":{}}').after.resources, []);
    });

    it("takes a resource that was renamed for the same one", () => {
        const old = state(instance, "old-name");
        const { before, after } = preview(digest([{ ...step("same", old, state(instance, "new-name")) }]));
        assert.deepEqual(before.resources[0]?.urn, after.resources[0]?.urn);
    });
});

describe("a resource's region", () => {
    function regions(states: readonly ReturnType<typeof state>[], more: object = {}, region?: string) {
        const steps = [provider, ...states].map((one) => step("create", undefined, one));
        const input = readPlanInput(digest(steps, more), { name: "x", ...(region === undefined ? {} : { region }) });
        return Object.fromEntries(input.after.resources.map(({ name, region: found }) => [name, found]));
    }

    it("is its own input, else its provider's, else the config's, else the command line's, else unknown", () => {
        const own = state(instance, "own", { ...inIreland, inputs: { region: "us-east-1" } });
        const given = state(instance, "given", inIreland);
        const none = state(instance, "none");
        assert.deepEqual(regions([own, given]), { ireland: undefined, own: "us-east-1", given: "eu-west-1" });
        assert.equal(regions([none], { config: { "aws:region": "sa-east-1" } }, "us-west-2")["none"], "sa-east-1");
        assert.equal(regions([none], {}, "us-west-2")["none"], "us-west-2");
        assert.equal(regions([none])["none"], undefined);
    });

    it("is none for what AWS has once", () => {
        assert.equal(regions([state("aws:iam/role:Role", "role", inIreland)])["role"], undefined);
    });

    it("is none while the provider's own is not known", () => {
        const late = state("pulumi:providers:aws", "late", { inputs: { region: unknown } });
        const one = state(instance, "one", { provider: `${late.urn}::p2` });
        assert.equal(regions([late, one])["one"], undefined);
        assert.equal(regions([late, one], { config: { "aws:region": "sa-east-1" } })["one"], undefined);
        assert.equal(regions([late, one], {}, "us-west-2")["one"], "us-west-2");
    });

    it("is none while its own is not known", () => {
        for (const hidden of [unknown, "[secret]"]) {
            const one = state(instance, "one", { ...inIreland, inputs: { region: hidden } });
            assert.equal(regions([one])["one"], undefined);
        }
    });

    it("is each side's own where the provider moves", () => {
        const moved = { ...provider, inputs: { region: "us-east-1" } };
        const nowhere = { ...provider, inputs: {} };
        const one = state(instance, "one", inIreland);
        const sides = (old: typeof provider, next: typeof provider) => {
            const { before, after } = preview(digest([step("update", old, next), step("same", one, one)]));
            return [before, after].map(({ resources }) => resources.find(({ name }) => name === "one")?.region);
        };
        assert.deepEqual(sides(provider, moved), ["eu-west-1", "us-east-1"]);
        assert.deepEqual(sides(provider, nowhere), ["eu-west-1", undefined]);
        assert.deepEqual(sides(nowhere, provider), [undefined, "eu-west-1"]);
    });

    it("is its own or its provider's also where AWS has no such region: the next one would be a guess", () => {
        const config = { config: { "aws:region": "sa-east-1" } };
        const own = state(instance, "own", { ...inIreland, inputs: { region: "euwest1" } });
        assert.equal(regions([own], config)["own"], "euwest1");
        const odd = state("pulumi:providers:aws", "odd", { inputs: { region: "mars-north-1" } });
        assert.equal(
            regions([odd, state(instance, "one", { provider: `${odd.urn}::p2` })], config)["one"],
            "mars-north-1",
        );
    });
});

describe("the engine's events", () => {
    const line = (sequence: number, event: object) => JSON.stringify({ sequence, timestamp: 0, ...event });
    const created = {
        resourcePreEvent: {
            metadata: { op: "create", urn: urn(instance, "a"), old: null, new: state(instance, "a", inIreland) },
        },
    };
    const whole = [
        line(0, { preludeEvent: { config: { "aws:region": "eu-west-1" } } }),
        line(1, created),
        line(2, { summaryEvent: { resourceChanges: { create: 1 } } }),
    ];

    it("tell the same as a digest", () => {
        const { after, errors } = preview(whole.join("\n"));
        assert.deepEqual(
            after.resources.map(({ name, region }) => [name, region]),
            [["a", "eu-west-1"]],
        );
        assert.deepEqual(errors, []);
    });

    it("are partial when they end early, in the middle of a line too", () => {
        assert.equal(preview(whole.slice(0, 2).join("\n")).errors.length, 1);
        assert.equal(preview(`${whole.slice(0, 2).join("\n")}\n${(whole[2] ?? "").slice(0, 20)}`).errors.length, 1);
    });
});

describe("a stack's export", () => {
    it("is what is deployed, without what waits to be deleted", () => {
        const resources = [
            provider,
            state(instance, "a", { ...inIreland, id: "i-1" }),
            state(instance, "b", { delete: true }),
            state(instance, "a", { delete: true }),
            state(instance, "c", { pendingReplacement: true }),
        ];
        const { kind, after } = readPlanInput(JSON.stringify({ version: 3, deployment: { resources } }), { name: "x" });
        assert.equal(kind, "export");
        assert.deepEqual(
            after.resources.map(({ name, region, ids }) => [name, region, ids]),
            [
                ["ireland", undefined, ["p1"]],
                ["a", "eu-west-1", ["i-1"]],
            ],
        );
    });
});

describe("what is no input", () => {
    const refusals: readonly [string, string, RegExp][] = [
        ["an empty file", "\n", /^x is empty: expected/],
        [
            "a file that is cut off",
            digest([step("create", undefined, state(instance, "a"))]).slice(0, 90),
            /^x is cut off: /,
        ],
        ["a text", "Previewing update (live)", /^x is no JSON: line 1, column 1: expected a value, got "Previewing"$/],
        [
            "events with a broken line among them",
            '{"sequence":0}\n\n{"sequence":1,}\n{"sequence":2}\n',
            /^x is no JSON: line 3, column 15: expected a name in double quotes, got "}"$/,
        ],
        [
            "events with something else among them",
            '{"sequence":0}\n7\n{"sequence":2}',
            /^x is no JSON: line 2, column 1: /,
        ],
        ["other JSON", '{"a":1}', /^x is nothing that has resources: expected `pulumi preview --json --show-sames`/],
        ["a list", "[1]", /^x is nothing that has resources/],
    ];
    for (const [title, text, message] of refusals) {
        it(`is refused: ${title}`, () => {
            assert.throws(
                () => readPlanInput(text, { name: "x" }),
                (error: unknown) => error instanceof PlanInputError && message.test(error.message),
            );
        });
    }
});
