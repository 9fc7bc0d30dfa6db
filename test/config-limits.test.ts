import assert from "node:assert/strict";
import { problems, twoRegions } from "./components/platforms";

/** Each would be found only by AWS, when half a platform is built. */
describe("the platform's config fails for what AWS would refuse", () => {
    const cases: [title: string, change: Readonly<Record<string, unknown>>, expected: string][] = [
        [
            "a name with two dashes in a row",
            { name: "orders--dev" },
            'platform.name: expected 2 to 16 lower-case letters, digits and single dashes, got "orders--dev"',
        ],
        ...["internal", "internal-orders", "sg-orders", "sthree-orders", "amzn-s3-demo-a"].map(
            (name): [string, Readonly<Record<string, unknown>>, string] => [
                `a name that begins as AWS's own names do: ${name}`,
                { name },
                `platform.name: expected no beginning that AWS keeps for itself (internal-, sg-, sthree-, amzn-s3-demo-), got "${name}"`,
            ],
        ),
        [
            "a health check's path above Route 53's length",
            { traffic: { healthCheck: { path: `/${"a".repeat(255)}` } } },
            `platform.traffic.healthCheck.path: expected at most 255 characters (Route 53's limit), got "/${"a".repeat(75)}...`,
        ],
        [
            "a database class of a generation that Aurora no longer offers",
            { database: { capacity: { kind: "provisioned", instanceClass: "db.r4.large" } } },
            'platform.database.capacity.instanceClass: expected a memory-optimised class such as db.r6g.large (a global database takes no other: Aurora guide, "Configuration requirements of an Aurora global database"), got "db.r4.large"',
        ],
        [
            "more database instances than a global database has room for",
            { database: { instances: 16 } },
            "platform.database.instances: expected at most 15 with 2 regions (the writer's loses one to each other), got 16",
        ],
    ];
    for (const [title, change, expected] of cases) {
        it(title, () => {
            assert.deepEqual(problems({ ...twoRegions(), ...change }), [expected]);
        });
    }

    it("and takes what is just within", () => {
        const path = `/${"a".repeat(254)}`;
        const within = [
            { name: "sgx-internal" },
            { traffic: { healthCheck: { path } } },
            { database: { capacity: { kind: "provisioned", instanceClass: "db.r5.large" }, instances: 15 } },
            { database: { capacity: { kind: "provisioned", instanceClass: "db.x2g.large" } } },
        ];
        assert.deepEqual(
            within.flatMap((change) => problems({ ...twoRegions(), ...change })),
            [],
        );
    });
});
