import assert from "node:assert/strict";
import { PlanInputError } from "../../../plan/readers/plan-input";
import { readPlanInput } from "../../../plan/readers/read-plan-input";
import { changed } from "./changed";
import { digest, provider, state, step, urn } from "./states";

const instance = "aws:ec2/instance:Instance";
const inIreland = { provider: `${provider.urn}::p1` };

describe("what begins as a file of Pulumi's and goes on as something else", () => {
    const refusals: readonly [string, string, RegExp][] = [
        ["a step that is none", '{"steps":[null]}', /^x: steps\.0: expected an object, got null$/],
        ["a step without a urn", '{"steps":[{"op":"same"}]}', /^x: steps\.0\.urn: expected a text, got nothing$/],
        [
            "a state of another kind",
            '{"steps":[{"op":"same","urn":"u","newState":{"urn":"u","type":7}}]}',
            /^x: steps\.0\.newState\.type: expected a text, got 7$/,
        ],
        [
            "dependencies that are no urns",
            JSON.stringify({
                deployment: {
                    resources: [
                        state(instance, "one", { inputs: { id: [] }, propertyDependencies: { id: [1 as never] } }),
                    ],
                },
            }),
            /^x: deployment\.resources\.0\.propertyDependencies\.id: expected a list of urns, got \[1\]$/,
        ],
        [
            "a urn that is none",
            digest([step("create", undefined, { urn: "urn:pulumi:live::shop", type: instance })]),
            /^x: steps\.0\.urn: expected urn:pulumi:<stack>::<project>::<type>::<name>, got "urn:pulumi:live::shop"$/,
        ],
        [
            "a flag that is none, without which nothing is billed",
            digest([step("create", undefined, state(instance, "one", { custom: "yes" as never }))]),
            /^x: steps\.0\.newState\.custom: expected true or false, got "yes"$/,
        ],
        [
            "a step without what it makes",
            digest([step("same", provider, provider), { op: "create", urn: provider.urn }]),
            /^x: steps\.1: expected the newer state of a step "create", got nothing$/,
        ],
        [
            "a step without what it deletes",
            digest([{ op: "delete", urn: provider.urn }]),
            /^x: steps\.0: expected the older state of a step "delete", got nothing$/,
        ],
        [
            "a count that is none, without which a part would pass for the whole",
            digest([], { changeSummary: { same: "many" } }),
            /^x: changeSummary\.same: expected a whole number of 0 or more, got "many"$/,
        ],
        [
            "a step twice",
            digest([step("same", provider, provider), step("update", provider, provider)]),
            /^x: steps: expected one resource urn:pulumi:live::shop::pulumi:providers:aws::ireland, got 2$/,
        ],
        [
            "a resource twice",
            JSON.stringify({ deployment: { resources: [provider, provider] } }),
            /^x: deployment\.resources: expected one resource urn:\S+::ireland, got 2$/,
        ],
        [
            "a resource within itself",
            JSON.stringify({ deployment: { resources: [{ ...provider, parent: provider.urn }] } }),
            /^x: deployment\.resources: expected a parent of urn:\S+::ireland that is not within it, got "urn:/,
        ],
        [
            "resources within each other",
            digest([
                step("create", undefined, state(instance, "inner", { parent: urn(instance, "outer") })),
                step("create", undefined, state(instance, "outer", { parent: urn(instance, "inner") })),
            ]),
            /^x: steps: expected a parent of urn:\S+::inner that is not within it, got "urn:/,
        ],
        [
            "lists in lists, where one step should be",
            `{"steps":[${"[".repeat(20000)}${"]".repeat(20000)}]}`,
            /^x: steps\.0: expected an object, got a list of lists$/,
        ],
        [
            "lists in lists without end",
            digest([step("create", undefined, state(instance, "one", { inputs: { tags: "deep" } }))]).replace(
                '"deep"',
                "[".repeat(9000) + "]".repeat(9000),
            ),
            /^x: steps\.0\.inputs: expected lists and objects within each other, 200 at the most, got "more"$/,
        ],
        [
            "an event of a urn that is none",
            JSON.stringify({
                sequence: 0,
                resourcePreEvent: { metadata: { op: "create", urn: "u", new: { urn: "u", type: instance } } },
            }),
            /^x: resourcePreEvent\.metadata\.urn: expected urn:pulumi:/,
        ],
        [
            "an event of nothing",
            '{"sequence":0,"resourcePreEvent":{}}',
            /^x: resourcePreEvent\.metadata: expected an object, got nothing$/,
        ],
    ];
    for (const [title, text, message] of refusals) {
        it(`is refused with its path: ${title}`, () => {
            assert.throws(
                () => readPlanInput(text, { name: "x" }),
                (error: unknown) => error instanceof PlanInputError && message.test(error.message),
            );
        });
    }
});

describe("a file of Pulumi's with something else in one place", () => {
    const one = {
        ...state(instance, "one", { ...inIreland, id: "i-1" }),
        propertyDependencies: { ami: [provider.urn] },
    };
    const files = {
        digest: JSON.parse(digest([step("same", provider, provider), step("update", one, one)])) as object,
        event: {
            sequence: 1,
            resourcePreEvent: { metadata: { op: "update", urn: one.urn, old: one, new: one, keys: ["ami"] } },
        },
        export: { version: 3, deployment: { resources: [provider, one] } },
    };

    for (const [name, file] of Object.entries(files)) {
        it(`is read or refused by its path, and never ends in a mistake of ours: ${name}`, () => {
            for (const to of [null, 5, true, "x", [], [null], {}]) {
                for (const content of changed(file, to)) {
                    const text = JSON.stringify(content);
                    try {
                        const { after } = readPlanInput(text, { name: "x" });
                        assert.ok(
                            after.resources.every(({ urn, type }) => typeof urn + typeof type === "stringstring"),
                        );
                    } catch (error) {
                        assert.ok(error instanceof PlanInputError, `${text}: ${String(error)}`);
                    }
                }
            }
        });
    }
});
