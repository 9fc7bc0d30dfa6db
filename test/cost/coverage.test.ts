import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freeListings, freeTypes } from "../../cost/free-types";
import { typesOf } from "../../cost/free/listing";
import { mappers } from "../../cost/mappers";
import { recordedStack, stacks } from "../recorded-stacks";
import { estimate, resource } from "./plans";
import { promisedKeys } from "./usage-keys";

/** Every type of the AWS provider and its earlier names, from the source of its SDK. */
function typesOfProvider(): ReadonlySet<string> {
    const root = "node_modules/@pulumi/aws";
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => /\w+\/\w+\.js$/.test(name));
    return new Set(
        files.flatMap((name) => {
            const text = readFileSync(join(root, name), "utf8");
            return [...text.matchAll(/(?:__pulumiType = '|aliases: .*type: ")(aws:[^'"]+)/g)].map(
                ([, type = ""]) => type,
            );
        }),
    );
}

/** What docs/cost.md says of rows that no source has. */
const explained = readFileSync("docs/cost.md", "utf8");

/** Each as the page names it; a row of an instance type is named without what follows the type. */
function rowsWithoutPrice({ resources }: ReturnType<typeof estimate>): readonly string[] {
    const names = resources.flatMap(({ lines }) =>
        lines.flatMap(({ charge }) => (charge.kind === "no price" ? [charge.name] : [])),
    );
    return [...new Set(names.map(({ service, label }) => `${service}: ${label.split(";")[0] ?? ""}`))];
}

describe("what is known of a type's price", () => {
    for (const stack of stacks) {
        it(`covers everything that ${stack} creates`, async () => {
            const { resources } = await recordedStack(stack);
            const billed = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
            const strange = billed.map(({ type }) => type).filter((type) => !mappers.has(type) && !freeTypes.has(type));
            assert.deepEqual([...new Set(strange)], []);
            assert.deepEqual(
                rowsWithoutPrice(estimate(billed)).filter((row) => !explained.includes(row)),
                [],
            );
        });
    }

    it("is either that it is free or how it is billed", () => {
        assert.deepEqual(
            [...freeTypes.keys()].filter((type) => mappers.has(type)),
            [],
        );
    });

    it("gives each free type one reason", () => {
        const listed = freeListings.flatMap(typesOf).map(([type]) => type);
        assert.deepEqual(
            listed.filter((type, at) => listed.indexOf(type) !== at),
            [],
        );
    });

    it("is none of objects inside a cluster, but of those that may make something outside", () => {
        const stateOf = (type: string) => estimate([resource(type, {})]).resources[0]?.state.kind;
        const inside = ["apps/v1:Deployment", "core/v1:ConfigMap", "rbac.authorization.k8s.io/v1:RoleBinding"];
        const outside = ["apps/v1:StatefulSet", "core/v1:Service", "core/v1:PersistentVolumeClaim"];
        const kinds = (types: readonly string[]) => types.map((type) => stateOf(`kubernetes:${type}`));
        assert.deepEqual(kinds(inside), ["free", "free", "free"]);
        assert.deepEqual(kinds(outside), ["not priced", "not priced", "not priced"]);
    });

    it("is of types that exist", () => {
        const types = typesOfProvider();
        const known = [...freeTypes.keys(), ...mappers.keys()].filter((type) => type.startsWith("aws:"));
        assert.deepEqual(
            known.filter((type) => !types.has(type)),
            [],
        );
    });

    it("is said, or why it is not, of a resource that states nothing", () => {
        for (const [type, mapper] of mappers) {
            const [one] = estimate([resource(type, {})]).resources;
            const asked = one?.state.kind === "usage needed" ? one.state.keys : [];
            assert.deepEqual(
                asked.filter((key) => !(key in (mapper.usage ?? {}))),
                [],
                type,
            );
        }
    });

    it("is said, or why it is not, of a resource whose inputs nobody knows", () => {
        const nobodyKnows = new Proxy({}, { get: () => ({ $unknown: { urns: [] } }) });
        for (const type of mappers.keys()) {
            assert.equal(estimate([resource(type, nobodyKnows)]).resources.length, 1, type);
        }
    });
});

describe("the keys of usage files", () => {
    for (const [type, keys] of Object.entries(promisedKeys)) {
        it(`are known for ${type}`, () => {
            const known = mappers.get(type)?.usage ?? {};
            assert.deepEqual(
                keys.filter((key) => !(key in known)),
                [],
            );
        });
    }
});
