import { z } from "zod";
import { checkTable } from "../components/global-table/rules";
import { problemIf, under, type Problem } from "../components/shared/problems";
import { regions, type Region } from "../components/shared/regions";
import { checkAccelerator } from "../components/table-accelerator/rules";
import { at } from "./explain-issue";

const key = z.strictObject({
    name: z.string().min(1).max(255).describe("The attribute's name."),
    type: z.enum(["S", "N", "B"]).describe("String, number or binary."),
});

const projection = z
    .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("all") }),
        z.strictObject({ kind: z.literal("keys-only") }),
        z.strictObject({
            kind: z.literal("include"),
            attributes: z.array(z.string()).describe("What the index holds besides keys."),
        }),
    ])
    .default({ kind: "all" })
    .describe("What the index holds.");

const index = z.strictObject({
    hashKey: key.describe("What its items are found by."),
    rangeKey: key.exactOptional().describe("What they are sorted by."),
    projection,
});

const localIndex = z.strictObject({ rangeKey: key.describe("What items are sorted by instead."), projection });

const consistency = z.discriminatedUnion("kind", [
    z.strictObject({
        kind: z.literal("eventual"),
        ttlAttribute: z
            .string()
            .exactOptional()
            .describe("Attribute with the second (Unix time) after which an item is deleted. Default: none."),
        ttlEnabled: z
            .boolean()
            .exactOptional()
            .describe("false ends expiry; only after that may ttlAttribute go. Default: true."),
        localIndexes: z
            .record(z.string(), localIndex)
            .exactOptional()
            .describe("Indexes with the table's hash key; exist from birth or never."),
        lagAlarmSeconds: z.number().default(5).describe("Replication latency between two regions that is too much."),
    }),
    z.strictObject({
        kind: z.literal("strong"),
        witness: z
            .enum(regions)
            .exactOptional()
            .describe("A region that keeps writes and answers nobody, in place of a third replica."),
    }),
]);

const caps = {
    maxReadUnits: z
        .int()
        .exactOptional()
        .describe("Read units a second that are not exceeded; -1 lifts a cap. Default: no cap."),
    maxWriteUnits: z
        .int()
        .exactOptional()
        .describe("Write units a second that are not exceeded; -1 lifts a cap. Default: no cap."),
};

const range = z.strictObject({
    min: z.int().describe("Units at least."),
    max: z.int().describe("Units at most."),
    targetPercent: z.number().default(70).describe("How much of them is in use before more are added."),
});

const scaled = { read: range.describe("Reads."), write: range.describe("Writes, the same in every region.") };

const billing = z.discriminatedUnion("kind", [
    z.strictObject({
        kind: z.literal("on-demand"),
        ...caps,
        indexes: z.record(z.string(), z.strictObject(caps)).exactOptional().describe("Caps of an index, by its name."),
    }),
    z.strictObject({
        kind: z.literal("provisioned"),
        ...scaled,
        indexes: z
            .record(z.string(), z.strictObject(scaled))
            .exactOptional()
            .describe("Ranges of an index, by its name. Default: the table's."),
    }),
]);

const tableSchema = z.strictObject({
    hashKey: key.describe("What items are found by. Never changes after birth."),
    rangeKey: key.exactOptional().describe("What items of one hash key are sorted by. Never changes after birth."),
    indexes: z.record(z.string(), index).default({}).describe("Global secondary indexes, by name."),
    consistency: consistency
        .prefault({ kind: "eventual" })
        .describe("Whether a read may miss what another region wrote a moment ago. Never changes after birth."),
    billing: billing.prefault({ kind: "on-demand" }).describe("Who decides on capacity."),
    recoveryDays: z.int().default(35).describe("Days that point-in-time recovery reaches back."),
});

/** Tables with a replica in every region: `tables` of a stack's file. */
export const tablesSchema = z.record(z.string(), tableSchema);

/** As table names, resources and the environment take it. */
const tableName = /^(?=.{2,24}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Nodes that answer reads of all tables from memory, in every region: `accelerator` of a stack's file. */
export const acceleratorSchema = z.union([
    z.literal("none"),
    z.strictObject({
        nodeType: z.string().describe("A node type of DAX, such as dax.r5.large."),
        nodes: z.int().default(3).describe("In each region; three outlive a zone."),
        itemSeconds: z.number().default(300).describe("How long an item is answered from memory."),
        querySeconds: z.number().default(300).describe("How long the answer of a query is."),
    }),
]);

/** The rules of tables and of what stands before them, asked of what is valid by itself. */
export function checkTables(raw: unknown, cells: readonly { readonly region: Region }[]): Problem[] {
    const tables = tablesSchema.safeParse(at(raw, ["tables"]) ?? {}).data ?? {};
    const accelerator = acceleratorSchema.safeParse(at(raw, ["accelerator"])).data ?? "none";
    const places = cells.map(({ region }) => region);
    return [
        ...Object.keys(tables).flatMap((name) =>
            problemIf(
                !tableName.test(name),
                `platform.tables.${name}`,
                "expected a name of 2 to 24 lower-case letters, digits and single dashes",
            ),
        ),
        ...Object.entries(tables).flatMap(([name, table]) =>
            under(`platform.tables.${name}`, checkTable(table, places)),
        ),
        ...(accelerator === "none"
            ? []
            : [
                  ...under("platform.accelerator", checkAccelerator(accelerator)),
                  ...problemIf(
                      Object.keys(tables).length === 0,
                      "platform.accelerator",
                      "expected none where there are no platform.tables, got nodes",
                  ),
              ]),
    ];
}
