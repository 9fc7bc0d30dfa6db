import { GlobalDatabase } from "../../components/global-database";

/** The membership that regional clusters join, and the one name that follows the writer. */
export function example(): unknown {
    const database = new GlobalDatabase("orders", {
        place: { region: "eu-west-1", tags: { "antipode:platform": "orders" } },
        engine: { kind: "postgresql", version: "17.7" },
        databaseName: "orders",
        protect: true,
    });
    return { cluster: database.identifier, writer: database.writerEndpoint };
}
