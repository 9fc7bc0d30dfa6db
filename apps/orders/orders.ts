import type { Row, Statement } from "./connections";
import type { Database } from "./database";
import { Deadline } from "./deadline";
import { codeOf, UnavailableError } from "./failures";
import { migration, undefinedTable } from "./migrations";

/** What a client asks for. The total is a whole number of cents below 2^53. */
export interface OrderRequest {
    readonly item: string;
    readonly quantity: number;
    readonly unitPriceCents: number;
}

/** An order as it was committed. */
export interface Order extends OrderRequest {
    /** The client's idempotency key. */
    readonly id: string;
    readonly totalCents: number;
    /** The database's clock in the inserting statement: the commit follows within the time of one log flush. */
    readonly committedAt: Date;
}

/** `conflict`: the key belongs to an order with another body. */
export interface Creation {
    readonly outcome: "created" | "replayed" | "conflict";
    readonly order: Order;
    /** The writer's epoch in the statement that answered. */
    readonly epoch: number;
}

/** What the routes need of a store. All methods throw {@link UnavailableError} when the database cannot decide. */
export interface OrderStore {
    /** The highest epoch seen so far. */
    readonly lastEpoch: number | undefined;
    create(id: string, request: OrderRequest): Promise<Creation>;
    find(id: string): Promise<{ readonly order: Order | undefined; readonly epoch: number | undefined }>;
    /** Asks the writer whether it takes writes, and returns its epoch. */
    touchWriter(): Promise<number>;
}

/** Milliseconds, as in the configuration. */
export interface StoreLimits {
    readonly requestBudget: number;
    readonly readerTimeout: number;
}

const columns = "o.id, o.item, o.quantity, o.unit_price_cents, o.total_cents, o.committed_at";

const insertOrder = `
    insert into orders as o (id, item, quantity, unit_price_cents, epoch, committed_at)
    select $1::uuid, $2::text, $3::integer, $4::integer, epoch, clock_timestamp() from writer_epoch
    on conflict (id) do nothing
    returning ${columns}, o.epoch as writer_epoch`;
const selectOrder = `
    select ${columns}, w.epoch as writer_epoch from writer_epoch w left join orders o on o.id = $1::uuid`;
const touch = `
    select epoch as writer_epoch, current_setting('transaction_read_only') = 'on' as read_only from writer_epoch`;

/** Orders in PostgreSQL: writes through the writer's name, reads through the reader's with the writer behind it. */
export class PostgresOrders implements OrderStore {
    lastEpoch: number | undefined;

    constructor(
        private readonly writer: Database,
        private readonly reader: Database,
        private readonly limits: StoreLimits,
    ) {}

    /** Creates the tables if the writer can be reached. */
    async migrate(): Promise<void> {
        await this.writer.query(migration, new Deadline(this.limits.requestBudget));
    }

    /** Safe to repeat: the key is the primary key, so a second insert finds the first. */
    async create(id: string, request: OrderRequest): Promise<Creation> {
        const deadline = new Deadline(this.limits.requestBudget);
        const values = [id, request.item, request.quantity, request.unitPriceCents];
        const [inserted] = await this.ask({ name: "insert-order", text: insertOrder, values: values }, deadline);
        if (inserted !== undefined) {
            return { outcome: "created", order: orderOf(inserted), epoch: this.seen(inserted) };
        }
        const [present] = await this.ask({ name: "select-order", text: selectOrder, values: [id] }, deadline);
        if (present?.["id"] === null || present === undefined) {
            throw new Error(`order ${id} is neither new nor there: writer_epoch has no row, or the order was deleted`);
        }
        const order = orderOf(present);
        return { outcome: sameRequest(order, request) ? "replayed" : "conflict", order, epoch: this.seen(present) };
    }

    /**
     * Asks the reader, then the writer when the reader fails or does not know the order: it may not have arrived yet.
     * What the reader does not know and the writer cannot be asked about is undecided, and throws {@link UnavailableError}:
     * a 404 would claim that the order does not exist.
     */
    async find(id: string): Promise<{ order: Order | undefined; epoch: number }> {
        const deadline = new Deadline(this.limits.requestBudget);
        const local = await this.findAtReader(id, deadline);
        if (local !== undefined) {
            return { order: orderOf(local), epoch: this.seen(local) };
        }
        const [row] = await this.ask({ name: "select-order", text: selectOrder, values: [id] }, deadline);
        if (row === undefined) {
            throw new Error("writer_epoch has no row: somebody deleted it");
        }
        return { order: row["id"] === null ? undefined : orderOf(row), epoch: this.seen(row) };
    }

    async touchWriter(): Promise<number> {
        const deadline = new Deadline(this.limits.requestBudget);
        const [row] = await this.ask({ name: "touch", text: touch, values: [] }, deadline);
        if (row === undefined || row["read_only"] === true) {
            throw new UnavailableError("writer", "read-only", "it takes no writes");
        }
        return this.seen(row);
    }

    private async findAtReader(id: string, deadline: Deadline): Promise<Row | undefined> {
        const statement = { name: "select-order", text: selectOrder, values: [id], repeatable: true };
        try {
            const [row] = await this.reader.query(statement, deadline.within(this.limits.readerTimeout));
            return row?.["id"] === null ? undefined : row;
        } catch (error) {
            if (error instanceof UnavailableError || codeOf(error) === undefinedTable) {
                return undefined;
            }
            throw error;
        }
    }

    /** Asks the writer; creates the tables first when this is the first statement that ever reached it. */
    private async ask(asked: Statement, deadline: Deadline): Promise<readonly Row[]> {
        const statement = { ...asked, repeatable: true };
        try {
            return await this.writer.query(statement, deadline);
        } catch (error) {
            if (codeOf(error) !== undefinedTable) {
                throw error;
            }
        }
        await this.writer.query(migration, deadline);
        return this.writer.query(statement, deadline);
    }

    private seen(row: Row): number {
        const epoch = Number(row["writer_epoch"]);
        this.lastEpoch = Math.max(epoch, this.lastEpoch ?? epoch);
        return epoch;
    }
}

/** bigint columns arrive as text: pg does not know that these fit. */
function orderOf(row: Row): Order {
    return {
        id: String(row["id"]),
        item: String(row["item"]),
        quantity: Number(row["quantity"]),
        unitPriceCents: Number(row["unit_price_cents"]),
        totalCents: Number(row["total_cents"]),
        committedAt: row["committed_at"] as Date,
    };
}

function sameRequest(order: Order, request: OrderRequest): boolean {
    return (
        order.item === request.item &&
        order.quantity === request.quantity &&
        order.unitPriceCents === request.unitPriceCents
    );
}
