import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePlatform } from "../../config";
import { anyPlatform, plan } from "../components/platforms";
import type { Rule } from "./facts";
import { kinds, ofKind } from "./kinds";
import { exposedMachines, openDoors, plainListeners, unguarded } from "./rules/closed";
import { unknownTypes, unsealed } from "./rules/encryption";
import { tooLong } from "./rules/names";
import { stillHeld, unprotected } from "./rules/protection";
import { strangers, strays, untagged } from "./rules/regions";
import { plainSecrets } from "./rules/secrets";

const rules: readonly Rule[] = [
    ...[strays, strangers, untagged, tooLong],
    ...[openDoors, plainListeners, exposedMachines, unguarded, plainSecrets, unsealed, unknownTypes],
    (recorded, { allowDestroy }) => (allowDestroy ? stillHeld(recorded) : unprotected(recorded)),
];

describe("any platform that the config accepts", function () {
    this.timeout(60_000);

    it("keeps the rules that hold for every platform", async () => {
        await fc.assert(
            fc.asyncProperty(anyPlatform, async (config) => {
                const recorded = await plan(config);
                assert.deepEqual(
                    rules.flatMap((rule) => rule(recorded, config)),
                    [],
                );
            }),
            { numRuns: 8 },
        );
    });

    for (const [title, parts] of Object.entries(kinds)) {
        it(`keeps them with ${title}`, async () => {
            const config = parsePlatform(ofKind(parts));
            const recorded = await plan(config);
            assert.deepEqual(
                rules.flatMap((rule) => rule(recorded, config)),
                [],
            );
        });
    }
});
