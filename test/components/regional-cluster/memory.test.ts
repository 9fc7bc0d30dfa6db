import assert from "node:assert/strict";
import fc from "fast-check";
import { maximumConnections, memoryBytes } from "../../../components/regional-cluster/memory";

const gibibyte = 2 ** 30;
const provisioned = (instanceClass: string) => ({ kind: "provisioned", instanceClass }) as const;
const serverless = (minAcu: number, maxAcu: number) => ({ kind: "serverless", minAcu, maxAcu }) as const;

describe("the memory of an instance", () => {
    const known: Readonly<Record<string, number>> = {
        "db.r6g.large": 16,
        "db.r7g.xlarge": 32,
        "db.r8g.2xlarge": 64,
        "db.r6i.16xlarge": 512,
        "db.x2g.large": 32,
        "db.x2g.16xlarge": 1024,
    };
    for (const [instanceClass, size] of Object.entries(known)) {
        it(`${instanceClass} has ${size} GiB`, () => {
            assert.equal(memoryBytes(provisioned(instanceClass)), size * gibibyte);
        });
    }

    it("is not guessed for a class that a global database does not take", () => {
        assert.equal(memoryBytes(provisioned("db.t4g.medium")), undefined);
        assert.equal(maximumConnections("postgresql", provisioned("db.t4g.medium")), undefined);
    });

    it("of a serverless one is that of its largest capacity, 2 GiB a unit", () => {
        assert.equal(memoryBytes(serverless(0.5, 8)), 16 * gibibyte);
    });
});

describe("the connections that an instance takes", () => {
    it("grow with PostgreSQL's memory, to 5,000", () => {
        assert.equal(maximumConnections("postgresql", provisioned("db.r6g.large")), 1802);
        assert.equal(maximumConnections("postgresql", provisioned("db.r6g.2xlarge")), 5000);
    });

    it("are at most 2,000 where it may shrink to half a unit", () => {
        assert.equal(maximumConnections("postgresql", serverless(0.5, 64)), 2000);
        assert.equal(maximumConnections("postgresql", serverless(1, 64)), 5000);
    });

    it("grow with the logarithm of MySQL's memory: a thousand for each doubling", () => {
        const [large = 0, twice = 0] = ["db.r6g.large", "db.r6g.xlarge"].map((name) =>
            maximumConnections("mysql", provisioned(name)),
        );
        assert.ok(large > 1000 && large < 1100, String(large));
        assert.equal(twice - large, 1000);
    });

    it("never shrink when the capacity grows", () => {
        fc.assert(
            fc.property(
                fc.constantFrom("postgresql" as const, "mysql" as const),
                fc.integer({ min: 2, max: 511 }),
                (engine, halves) => {
                    const [small = 0, large = 0] = [halves, halves + 1].map((half) =>
                        maximumConnections(engine, serverless(1, half / 2)),
                    );
                    assert.ok(small > 0 && small <= large, `${small} ${large}`);
                },
            ),
        );
    });
});
