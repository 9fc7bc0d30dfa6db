import assert from "node:assert/strict";
import { loadStack } from "../../config";
import { plan } from "../components/platforms";
import { root, stacks } from "./facts";
import { tooLong } from "./rules/names";

describe("names", function () {
    this.timeout(60_000);
    for (const stack of stacks) {
        it(`${stack}: are under AWS's limits`, async () => {
            assert.deepEqual(tooLong(await plan(loadStack(stack, root))), []);
        });
    }
});
