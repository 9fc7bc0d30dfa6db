import { describe, expect, it } from "tstyche";
import type { TableBilling, TableConsistency } from "../../components/global-table/settings";

const range = { min: 5, max: 50, targetPercent: 70 };

describe("TableConsistency", () => {
    it("takes both kinds", () => {
        expect<TableConsistency>().type.toBeAssignableFrom({ kind: "eventual" as const, lagAlarmSeconds: 5 });
        expect<TableConsistency>().type.toBeAssignableFrom({ kind: "strong" as const, witness: "us-west-2" as const });
    });

    it("knows no witness of eventual consistency, and no expiry or local index of strong consistency", () => {
        // @ts-expect-error Object literal may only specify known properties -- only strong consistency has a witness
        const witnessed: TableConsistency = { kind: "eventual", lagAlarmSeconds: 5, witness: "us-west-2" };
        // @ts-expect-error Object literal may only specify known properties -- AWS refuses expiry under strong consistency
        const expiring: TableConsistency = { kind: "strong", ttlAttribute: "expires" };
        // @ts-expect-error Object literal may only specify known properties -- AWS refuses local indexes under strong consistency
        const local: TableConsistency = { kind: "strong", localIndexes: {} };
        expect([witnessed, expiring, local]).type.toBeAssignableTo<unknown[]>();
    });
});

describe("TableBilling", () => {
    it("takes caps on demand and ranges when provisioned", () => {
        expect<TableBilling>().type.toBeAssignableFrom({ kind: "on-demand" as const, maxReadUnits: 100 });
        expect<TableBilling>().type.toBeAssignableFrom({ kind: "provisioned" as const, read: range, write: range });
    });

    it("knows no fixed capacity, and no ranges on demand", () => {
        expect<TableBilling>().type.not.toBeAssignableFrom({ kind: "provisioned" as const, read: 5, write: 5 });
        expect<TableBilling>().type.not.toBeAssignableFrom({ kind: "provisioned" as const, read: range });
        // @ts-expect-error Object literal may only specify known properties -- ranges are of provisioned tables
        const ranged: TableBilling = { kind: "on-demand", read: range };
        expect(ranged).type.toBeAssignableTo<TableBilling>();
    });
});
