import assert from "node:assert/strict";
import { checkReplicaBirth, checkReplicaUpdate } from "../../../components/global-table/replicas";

describe("an update of a table", () => {
    const at = (...places: string[]) => ({ replicas: places.map((regionName) => ({ regionName, kmsKeyArn: "k" })) });
    const strongAt = (...places: string[]) => ({
        replicas: places.map((regionName) => ({ regionName, consistencyMode: "STRONG" })),
    });
    const refused = (before: object, after: object) =>
        checkReplicaUpdate({ ...before }, { ...after }).map(({ message }) => message);

    it("may add, remove or re-key one replica, in any order of the list", () => {
        assert.deepEqual(refused(at("a"), at("a")), []);
        assert.deepEqual(refused(at("a"), at("b", "a")), []);
        assert.deepEqual(refused(at("a", "b"), at("b")), []);
        assert.deepEqual(refused(at(), at("a")), []);
        assert.deepEqual(
            refused(at("a", "b"), {
                replicas: [
                    { regionName: "a", kmsKeyArn: "new" },
                    { regionName: "b", kmsKeyArn: "k" },
                ],
            }),
            [],
        );
        assert.deepEqual(
            refused(at("a", "b"), {
                replicas: [{ regionName: "a", kmsKeyArn: { unknown: true } }, { regionName: "b" }],
            }),
            [],
        );
    });

    it("is refused when two change, and says which", () => {
        const rule = "expected one to be added, removed or given another key in an update, got";
        assert.deepEqual(refused(at("a"), at("b")), [`${rule} a removed, b added`]);
        assert.deepEqual(refused(at(), at("a", "b")), [`${rule} a added, b added`]);
        assert.deepEqual(refused(at("a"), { replicas: [{ regionName: "a", kmsKeyArn: "new" }, { regionName: "b" }] }), [
            `${rule} a made anew for another key, b added`,
        ]);
    });

    it("leaves a strong table the members that it was born with, or none", () => {
        assert.equal(refused(strongAt("a", "b"), strongAt("a")).length, 1);
        assert.equal(refused(strongAt("a"), strongAt("a", "b")).length, 1);
        assert.deepEqual(refused(strongAt("a", "b"), strongAt()), []);
        assert.deepEqual(refused(strongAt("a", "b"), strongAt("b", "a")), []);
    });

    it("may not be its birth when it is provisioned and has replicas", () => {
        assert.equal(checkReplicaBirth({ billingMode: "PROVISIONED", ...at("a") }).length, 1);
        assert.deepEqual(checkReplicaBirth({ billingMode: "PROVISIONED", ...at() }), []);
        assert.deepEqual(checkReplicaBirth({ billingMode: "PAY_PER_REQUEST", ...at("a", "b") }), []);
    });
});
