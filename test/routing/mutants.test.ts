import assert from "node:assert/strict";
import path from "node:path";
import { MutantModules } from "./mutant-modules";
import { rules, subjectOf } from "./rules";

describe("mutants of Route 53's rules", () => {
    const modules = new MutantModules(path.resolve(__dirname, "../../routing"));

    before("compile the modules", async () => {
        const names: string[] = [];
        // What the subject asks for is what has to be there.
        subjectOf((name) => {
            names.push(name);
            return {};
        });
        for (const name of names) {
            await modules.add(name);
        }
    });

    it("the rules have different ids, and sources that a reader can look up", () => {
        const ids = rules.map(({ id }) => id);
        assert.deepEqual([...new Set(ids)], ids);
        assert.deepEqual(
            ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
            [],
        );
        const page = /^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$|^RFC \d+, section [\d.]+$/;
        assert.deepEqual(
            rules.filter(({ source }) => !page.test(source)).map(({ id, source }) => `${id}: ${source}`),
            [],
        );
    });

    it("each rule has a mutant, and no two mutants are the same", () => {
        assert.deepEqual(
            rules.filter(({ mutants }) => mutants.length === 0).map(({ id }) => id),
            [],
        );
        const texts = rules.flatMap(({ mutants }) =>
            mutants.map(({ file, find, replace }) => `${file}: ${find} -> ${replace}`),
        );
        assert.deepEqual(
            texts.filter((text, at) => texts.indexOf(text) !== at),
            [],
        );
    });

    it("the modules as they are keep every rule", async () => {
        const subject = subjectOf(await modules.link());
        rules.forEach(({ holds }) => {
            holds(subject);
        });
    });

    for (const { id, holds, mutants } of rules) {
        for (const mutant of mutants) {
            it(`${id} notices: ${mutant.title}`, async () => {
                const load = await modules.link(mutant);
                assert.throws(() => {
                    holds(subjectOf(load));
                });
            });
        }
    }
});
