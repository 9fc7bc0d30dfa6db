import assert from "node:assert/strict";
import { accessNeighbours } from "./neighbours/access";
import { datastoreNeighbours } from "./neighbours/datastore";
import { deletionNeighbours } from "./neighbours/deletion";
import { keepingNeighbours } from "./neighbours/keeping";
import { nameNeighbours } from "./neighbours/names";
import { opennessNeighbours } from "./neighbours/openness";
import { reachNeighbours } from "./neighbours/reach";
import { recoveryNeighbours } from "./neighbours/recovery";
import { regionNeighbours } from "./neighbours/regions";
import { sealingNeighbours } from "./neighbours/sealing";
import { storageNeighbours } from "./neighbours/storage";
import { transitNeighbours } from "./neighbours/transit";
import { watchedNeighbours } from "./neighbours/watched";
import { watchingNeighbours } from "./neighbours/watching";
import { zoneNeighbours } from "./neighbours/zones";
import { takes } from "./neighbours/provider";
import { said } from "./said";

const tables = [
    accessNeighbours,
    datastoreNeighbours,
    deletionNeighbours,
    keepingNeighbours,
    nameNeighbours,
    opennessNeighbours,
    reachNeighbours,
    recoveryNeighbours,
    regionNeighbours,
    sealingNeighbours,
    storageNeighbours,
    transitNeighbours,
    watchedNeighbours,
    watchingNeighbours,
    zoneNeighbours,
];

describe("a rule and its neighbours", () => {
    it("have types and inputs that the provider has", () => {
        const plans = tables
            .flatMap((table) => Object.values(table))
            .flatMap(({ broken = {}, sound = {}, unjudged = {} }) => [broken, sound, unjudged])
            .flatMap((group) => Object.values(group).flat());
        const wrong = plans.flatMap(({ type, inputs }) =>
            Object.keys(inputs)
                .filter((input) => type.startsWith("aws:") && !takes(type, input))
                .map((input) => `${type} ${input}`),
        );
        assert.deepEqual([...new Set(wrong)].sort(), []);
    });

    for (const [rule, { broken = {}, sound = {}, unjudged = {} }] of tables.flatMap((table) => Object.entries(table))) {
        it(rule, () => {
            for (const [what, plan] of Object.entries(broken)) {
                const found = said(rule, ...plan);
                assert.ok(found.length > 0 && found.every((line) => !line.startsWith("?")), `${what}: ${found.join()}`);
            }
            for (const [what, plan] of Object.entries(sound)) {
                assert.deepEqual(said(rule, ...plan), [], what);
            }
            for (const [what, plan] of Object.entries(unjudged)) {
                const found = said(rule, ...plan);
                assert.ok(found.length > 0 && found.every((line) => line.startsWith("?")), `${what}: ${found.join()}`);
            }
        });
    }
});
