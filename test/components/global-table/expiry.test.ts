import assert from "node:assert/strict";
import { checkExpiryUpdate, expiry } from "../../../components/global-table/expiry";
import { checkTable } from "../../../components/global-table/rules";
import { settings, strong } from "./tables";

describe("expiry of a table's items", () => {
    const ttl = (attributeName: unknown, enabled = true) => ({ ttl: { enabled, attributeName } });
    const refused = (before: object, after: object) =>
        checkExpiryUpdate({ ...before }, { ...after }).map(({ path, message }) => `${path}: ${message}`);

    it("is said as it is, also when it ends, and not at all where there never was any", () => {
        const eventual = { kind: "eventual" as const, lagAlarmSeconds: 5 };
        assert.deepEqual(expiry({ ...eventual, ttlAttribute: "expires" }), { enabled: true, attributeName: "expires" });
        assert.deepEqual(expiry({ ...eventual, ttlAttribute: "expires", ttlEnabled: false }), {
            enabled: false,
            attributeName: "expires",
        });
        assert.equal(expiry(eventual), undefined);
        assert.equal(expiry(strong.consistency), undefined);
    });

    it("may not just be left out, nor change its attribute while it deletes: the provider would do nothing of it", () => {
        const rule = 'consistency.ttlEnabled: expected false with ttlAttribute "expires" first, which ends expiry';
        assert.deepEqual(refused(ttl("expires"), {}), [`${rule}, got neither`]);
        assert.deepEqual(refused(ttl("expires"), ttl("ends")), [`${rule}, got "ends"`]);
    });

    it("begins, ends and is forgotten one after another", () => {
        assert.deepEqual(refused({}, ttl("expires")), []);
        assert.deepEqual(refused(ttl("expires"), ttl("expires")), []);
        assert.deepEqual(refused(ttl("expires"), ttl("expires", false)), []);
        assert.deepEqual(refused(ttl("expires", false), {}), []);
        assert.deepEqual(refused(ttl("expires", false), ttl("ends")), []);
    });

    it("is not switched without an attribute", () => {
        const consistency = { kind: "eventual" as const, lagAlarmSeconds: 5, ttlEnabled: false };
        assert.deepEqual(checkTable({ ...settings, consistency }, ["eu-west-1"]), [
            { path: "consistency.ttlEnabled", message: "expected none without ttlAttribute, got one" },
        ]);
    });
});
