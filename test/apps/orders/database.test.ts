import assert from "node:assert/strict";
import type { Connection, Pool, Row } from "../../../apps/orders/connections";
import { Database } from "../../../apps/orders/database";
import { beforeDeadline, Deadline, DeadlineError } from "../../../apps/orders/deadline";
import { classifyFailure, UnavailableError, type FailureKind } from "../../../apps/orders/failures";

/** What one attempt meets: a failed connect, a failed statement, or rows. */
type Step = { readonly connect: Error } | { readonly query: Error } | { readonly rows: readonly Row[] };

class ScriptedPool implements Pool {
    generation = 0;
    asked = 0;
    readonly releases: boolean[] = [];

    constructor(private readonly steps: readonly Step[]) {}

    connect(): Promise<Connection> {
        const step = this.steps[this.asked];
        this.asked += 1;
        if (step === undefined) {
            throw new Error("the script has no such attempt");
        }
        if ("connect" in step) {
            return Promise.reject(step.connect);
        }
        return Promise.resolve({
            generation: this.generation,
            query: () => ("query" in step ? Promise.reject(step.query) : Promise.resolve(step.rows)),
            release: (broken: boolean) => this.releases.push(broken),
        });
    }

    renew(): void {
        this.generation += 1;
    }

    end(): Promise<void> {
        return Promise.resolve();
    }
}

function coded(code: string): Error {
    return Object.assign(new Error(`error ${code}`), { code });
}

const refused = coded("ECONNREFUSED");
const reset = coded("ECONNRESET");
const silent = new Error("Query read timeout");
const readOnly = coded("25006");
const duplicate = coded("23505");
const rows = [{ answer: 42 }];

function ask(steps: readonly Step[], { repeatable = true, budget = 2000 } = {}) {
    const pool = new ScriptedPool(steps);
    const log = { warn: () => undefined };
    const database = new Database({ endpoint: "writer", pool, queryTimeout: 1000, log });
    const statement = { name: "", text: "", values: [], repeatable };
    return { pool, result: database.query(statement, new Deadline(budget)) };
}

function unavailable(kind: FailureKind): (error: unknown) => boolean {
    return (error) => error instanceof UnavailableError && error.kind === kind;
}

describe("a statement's attempts", () => {
    it("gives the connection back whole after an answer", async () => {
        const { pool, result } = ask([{ rows }]);
        assert.deepEqual(await result, rows);
        assert.deepEqual([pool.asked, pool.generation, pool.releases], [1, 0, [false]]);
    });

    it("repeats what was never sent, whatever it was", async () => {
        const { pool, result } = ask([{ connect: refused }, { connect: refused }, { rows }], { repeatable: false });
        assert.deepEqual(await result, rows);
        assert.deepEqual([pool.asked, pool.generation], [3, 0]);
    });

    it("fails after three attempts", async () => {
        const { pool, result } = ask([{ connect: refused }, { connect: refused }, { connect: refused }, { rows }]);
        await assert.rejects(result, unavailable("not-sent"));
        assert.equal(pool.asked, 3);
    });

    for (const [what, error] of [
        ["broke", reset],
        ["fell silent", silent],
    ] as const) {
        it(`repeats a repeatable statement whose connection ${what}, on a connection of a new generation`, async () => {
            const { pool, result } = ask([{ query: error }, { rows }]);
            assert.deepEqual(await result, rows);
            assert.deepEqual([pool.generation, pool.releases], [1, [true, false]]);
        });

        it(`fails any other statement whose connection ${what}: it may have committed`, async () => {
            const { pool, result } = ask([{ query: error }, { rows }], { repeatable: false });
            await assert.rejects(result, unavailable("unknown"));
            assert.deepEqual([pool.asked, pool.generation], [1, 1]);
        });
    }

    it("repeats once when the server is read-only, on a connection of a new generation", async () => {
        const { pool, result } = ask([{ query: readOnly }, { rows }], { repeatable: false });
        assert.deepEqual(await result, rows);
        assert.deepEqual([pool.generation, pool.releases], [1, [true, false]]);
    });

    it("fails when the server is read-only twice", async () => {
        const { pool, result } = ask([{ query: readOnly }, { query: readOnly }, { rows }]);
        await assert.rejects(result, unavailable("read-only"));
        assert.equal(pool.asked, 2);
    });

    it("fails at once with the server's own error when the server refuses the statement", async () => {
        const { pool, result } = ask([{ query: duplicate }, { rows }]);
        await assert.rejects(result, duplicate);
        assert.deepEqual([pool.asked, pool.generation, pool.releases], [1, 0, [false]]);
    });

    it("fails without another attempt when the time is used up", async () => {
        const { pool, result } = ask([{ connect: refused }, { rows }], { budget: 5 });
        await assert.rejects(result, unavailable("not-sent"));
        assert.equal(pool.asked, 1);
    });

    it("sets connections aside once when many of one generation break together", async () => {
        const log = { warn: () => undefined };
        const pool = new ScriptedPool([...Array<Step>(4).fill({ query: reset }), ...Array<Step>(4).fill({ rows })]);
        const database = new Database({ endpoint: "writer", pool, queryTimeout: 1000, log });
        const statement = { name: "", text: "", values: [], repeatable: true };
        await Promise.all([1, 2, 3, 4].map(() => database.query(statement, new Deadline(2000))));
        assert.equal(pool.generation, 1);
    });
});

describe("a failure's kind", () => {
    const kinds: [string, Error, FailureKind][] = [
        ["a serialization failure", coded("40001"), "rolled-back"],
        ["a deadlock", coded("40P01"), "rolled-back"],
        ["a lock timeout", coded("55P03"), "rolled-back"],
        ["a statement timeout", coded("57014"), "rolled-back"],
        ["a shutdown", coded("57P01"), "unknown"],
        ["a server that starts", coded("57P03"), "unknown"],
        ["a connection failure", coded("08006"), "unknown"],
        ["a broken pipe", coded("EPIPE"), "unknown"],
        ["an error without a code", new Error("Connection terminated unexpectedly"), "unknown"],
        ["a missing table", coded("42P01"), "answered"],
        ["a value out of range", coded("22003"), "answered"],
    ];
    for (const [what, error, kind] of kinds) {
        it(`is ${kind} for ${what}`, () => {
            assert.equal(classifyFailure(error), kind);
        });
    }
});

describe("a deadline", () => {
    it("hands a late result to whoever must release it", async () => {
        let finish: (value: string) => void = () => undefined;
        const work = new Promise<string>((resolve) => (finish = resolve));
        const late = new Promise<string>((resolve) => {
            void assert.rejects(beforeDeadline(work, new Deadline(1), resolve), DeadlineError).then(() => {
                finish("late");
            });
        });
        assert.equal(await late, "late");
    });

    it("is never later than the one it is within", () => {
        assert.ok(new Deadline(20).within(1000).remaining() <= 20);
        assert.ok(new Deadline(1000).within(20).remaining() <= 20);
    });
});
