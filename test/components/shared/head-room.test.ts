import assert from "node:assert/strict";
import fc from "fast-check";
import { checkHeadRoom, headRoom, type CellCapacity } from "../../../components/shared/head-room";
import { regions } from "../../../components/shared/regions";

const ireland: CellCapacity = { region: "eu-west-1", role: "active", min: 3, max: 12 };
const virginia: CellCapacity = { region: "us-east-1", role: "active", min: 2, max: 5 };
const frankfurt: CellCapacity = { region: "eu-central-1", role: "warm", min: 1, max: 6 };

const anyCells: fc.Arbitrary<CellCapacity[]> = fc
    .uniqueArray(fc.constantFrom(...regions), { minLength: 1, maxLength: 5 })
    .chain((names) =>
        fc.tuple(
            ...names.map((region) =>
                fc
                    .record({
                        role: fc.constantFrom("active", "warm", "pilot"),
                        min: fc.integer({ min: 0, max: 20 }),
                        more: fc.integer({ min: 1, max: 40 }),
                    })
                    .map(({ role, min, more }): CellCapacity => ({ region, role, min, max: min + more })),
            ),
        ),
    );

describe("head-room", () => {
    it("asks another active cell for both cells' load, alone, though a third might share it", () => {
        const third: CellCapacity = { ...ireland, region: "ap-northeast-1" };
        const rows = headRoom([ireland, virginia, third]).filter(({ lost }) => lost === "eu-west-1");
        assert.deepEqual(rows, [
            {
                lost: "eu-west-1",
                carrier: "us-east-1",
                needed: 5,
                ready: 2,
                most: 5,
                launchedFirst: 3,
                percentOfMost: 100,
            },
            {
                lost: "eu-west-1",
                carrier: "ap-northeast-1",
                needed: 6,
                ready: 3,
                most: 12,
                launchedFirst: 3,
                percentOfMost: 50,
            },
        ]);
    });

    it("asks a standby for what the one active cell carries, and nothing for a standby's loss", () => {
        assert.deepEqual(headRoom([ireland, frankfurt]), [
            {
                lost: "eu-west-1",
                carrier: "eu-central-1",
                needed: 3,
                ready: 1,
                most: 6,
                launchedFirst: 2,
                percentOfMost: 50,
            },
        ]);
    });

    it("asks no standby while another active cell answers", () => {
        const carriers = headRoom([ireland, virginia, frankfurt]).map(({ carrier }) => carrier);
        assert.deepEqual(carriers, ["us-east-1", "eu-west-1"]);
    });

    it("has nobody to ask in one region", () => {
        assert.deepEqual(headRoom([ireland]), []);
    });

    it("refuses a maximum too small for the largest peer, once, and no minimum", () => {
        const small = { ...frankfurt, max: 2 };
        assert.deepEqual(checkHeadRoom([ireland, small]), [
            {
                path: "eu-central-1.web.max",
                message: "expected at least 3, which carry the clients of eu-west-1 too, got 2",
            },
        ]);
        const larger: CellCapacity = { ...ireland, region: "ap-northeast-1", min: 4 };
        assert.deepEqual(
            checkHeadRoom([ireland, larger, { ...virginia, max: 5 }]).map(({ message }) => message),
            ["expected at least 6, which carry the clients of ap-northeast-1 too, got 5"],
        );
        assert.deepEqual(checkHeadRoom([ireland, { ...frankfurt, min: 0 }]), []);
    });

    it("is enough exactly where nobody needs more than there is, and grows with what is lost", () => {
        fc.assert(
            fc.property(anyCells, (cells) => {
                const rows = headRoom(cells);
                const short = new Set(rows.filter(({ needed, most }) => needed > most).map(({ carrier }) => carrier));
                assert.equal(checkHeadRoom(cells).length, short.size);
                for (const row of rows) {
                    assert.equal(row.percentOfMost > 100, row.needed > row.most);
                    assert.equal(row.launchedFirst, Math.max(0, row.needed - row.ready));
                    assert.notEqual(row.lost, row.carrier);
                }
            }),
        );
    });
});
