import type { Statement } from "./connections";

/** One number for all instances of this app: whoever creates the tables first, the others wait and find them. */
const advisoryLock = 7_120_118;

/**
 * Creates what is missing, in one statement and so in one transaction.
 * Idempotent, so every instance may run it at any time. The epoch begins at 1; whoever promotes a database raises it by
 * `update writer_epoch set epoch = epoch + 1`.
 */
export const migration: Statement & { readonly repeatable: true } = {
    name: "",
    values: [],
    repeatable: true,
    text: `do $migration$ begin
        perform pg_advisory_xact_lock(${advisoryLock});
        create table if not exists writer_epoch (
            only_row boolean primary key default true check (only_row),
            epoch bigint not null
        );
        insert into writer_epoch (epoch) values (1) on conflict do nothing;
        create table if not exists orders (
            id uuid primary key,
            item text not null,
            quantity integer not null check (quantity > 0),
            unit_price_cents integer not null check (unit_price_cents >= 0),
            total_cents bigint not null generated always as (quantity::bigint * unit_price_cents) stored,
            epoch bigint not null,
            committed_at timestamptz not null
        );
    end $migration$`,
};

/** undefined_table: the tables are not there yet. https://www.postgresql.org/docs/15/errcodes-appendix.html */
export const undefinedTable = "42P01";
