import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { recordAlone } from "./platforms";

const folder = join(__dirname, "../../docs/examples");
const components = join(__dirname, "../../components");

const examples = readdirSync(folder).sort();

/** The file of a component: `antipode:global-database:RegionalCluster` is in regional-cluster.ts. */
function fileOf(type: string): string {
    const [, , name = ""] = type.split(":");
    return `${name.replaceAll(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase()}.ts`;
}

describe("the example of a component", () => {
    it("is there for each", () => {
        const wanted = readdirSync(components).filter((name) => name.endsWith(".ts"));
        assert.deepEqual(examples, wanted.sort());
    });

    for (const name of examples) {
        it(`makes it, and what it is made of: ${name}`, async () => {
            const { example } = (await import(join(folder, name))) as { example: () => unknown };
            const { resources } = await recordAlone(example);
            const made = resources.find(({ custom, type }) => !custom && fileOf(type) === name);
            assert.ok(made !== undefined, "it makes another component");
            assert.ok(resources.some(({ parent }) => parent === made.urn));
        });
    }
});
