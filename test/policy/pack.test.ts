import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";
import { packPolicies } from "../../policy/pack/policies";
import { packSummary } from "../../policy/pack/summary";
import { rules } from "../../policy/rules";
import { estimate } from "../cost/plans";
import { one } from "./cases/case";

/** What the SDK of policies throws where a preview does not know a value. */
class UnknownValue extends Error {
    readonly unknownTypeSentinel = "text";
}

/** Inputs as the SDK hands them to a policy: an unknown one throws when it is read, also within a list. */
function guarded(inputs: { readonly [key: string]: unknown }, unknown: readonly string[]): Record<string, unknown> {
    const read = (target: object, key: string | symbol): unknown => Reflect.get(target, key);
    return new Proxy(inputs, {
        get: (target, key) => {
            if (typeof key === "string" && unknown.includes(key)) {
                throw new UnknownValue(`${key} is unknown`);
            }
            return read(target, key);
        },
    });
}

function policyResource(name: string, outputs: { readonly [key: string]: unknown }): PolicyResource {
    const { urn, type } = one("aws:s3/bucket:Bucket", {}, { name });
    const part: Pick<PolicyResource, "urn" | "type" | "name" | "props" | "dependencies" | "propertyDependencies"> = {
        urn,
        type,
        name,
        props: outputs,
        dependencies: [],
        propertyDependencies: {},
    };
    return {
        ...part,
        opts: { protect: false },
        isType: () => false,
        asType: () => undefined,
    } as unknown as PolicyResource;
}

/** Runs the pack over buckets, of which it is told the inputs first, as the engine does. */
function run(
    buckets: readonly {
        readonly name: string;
        readonly inputs: Record<string, unknown>;
        readonly unknown?: readonly string[];
    }[],
) {
    const policies = packPolicies({
        estimate: (plan) => estimate(plan.resources),
        printed: packSummary,
        today: () => "2026-11-21",
    });
    // Outputs say the contrary of inputs: who reads them is found out.
    const resources = buckets.map(({ name }) => policyResource(name, { forceDestroy: false }));
    const said: { readonly policy: string; readonly level: string; readonly message: string; readonly urn?: string }[] =
        [];
    for (const policy of policies) {
        if ("validateResource" in policy && typeof policy.validateResource === "function") {
            for (const [at, { inputs, unknown = [] }] of buckets.entries()) {
                const args = { ...resources[at], props: guarded(inputs, unknown) };
                void policy.validateResource(args as never, () => undefined);
            }
        }
    }
    for (const policy of policies) {
        if ("validateStack" in policy) {
            const report = (message: unknown, urn?: string) =>
                said.push({
                    policy: policy.name,
                    level: policy.enforcementLevel ?? "",
                    message: String(message),
                    ...(urn === undefined ? {} : { urn }),
                });
            void policy.validateStack({ resources } as unknown as StackValidationArgs, report);
        }
    }
    return { policies, said };
}

describe("the policy pack", () => {
    it("has a policy for each rule: an error stops an update, the rest is said", () => {
        const { policies } = run([]);
        for (const { id, severity } of rules) {
            const policy = policies.find(({ name }) => name === id);
            assert.equal(policy?.enforcementLevel, severity === "error" ? "mandatory" : "advisory", id);
        }
    });

    it("judges what the program asks for, not what AWS would answer, and names the resource", () => {
        const { said } = run([{ name: "one", inputs: { forceDestroy: true } }]);
        const found = said.filter(({ policy }) => policy === "deletion-forced");
        assert.deepEqual(
            found.map(({ level, message, urn }) => ({ level, message, urn })),
            [
                {
                    level: "mandatory",
                    message: "forceDestroy is true",
                    urn: one("aws:s3/bucket:Bucket", {}, { name: "one" }).urn,
                },
            ],
        );
    });

    it("says once what it cannot judge, and how often", () => {
        const unknown = ["forceDestroy"];
        const { said } = run(["one", "two"].map((name) => ({ name, inputs: { forceDestroy: "" }, unknown })));
        const [found] = said.filter(({ policy }) => policy === "not-judged");
        assert.match(found?.message ?? "", /^forceDestroy is not known before deployment \(2\): deletion-forced$/m);
        assert.deepEqual(
            said.filter(({ policy }) => policy === "deletion-forced"),
            [],
        );
    });

    it("speaks on a port of its own, started as Pulumi's Node language host starts it", async () => {
        const child = spawn(process.execPath, [join(__dirname, "../../policy/pack/index.cjs")], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        try {
            const [first] = (await once(child.stdout, "data")) as [Buffer];
            assert.match(first.toString(), /^\d+\n$/);
        } finally {
            child.kill();
        }
    });

    it("prints what the stack costs", () => {
        const { said } = run([{ name: "one", inputs: {} }]);
        assert.match(said.find(({ policy }) => policy === "estimate")?.message ?? "", /^\$\d+\.\d\d a month/);
    });
});
