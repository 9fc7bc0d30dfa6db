import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { engineName } from "./regional-cluster/engine";
import type { DatabaseEngine } from "./regional-cluster/settings";
import { childrenOf, type Place } from "./shared/region";

export interface GlobalDatabaseArgs {
    /** The region whose API keeps the global cluster: that of the initial writer. Birth data. */
    readonly place: Place;
    readonly engine: DatabaseEngine;
    /** Of the database that is made in it at birth, e.g. "orders". */
    readonly databaseName: string;
    /** Refuses to delete it, twice: by AWS's own deletion protection and by Pulumi's protect. */
    readonly protect: boolean;
}

/**
 * Stateful. What the regional clusters have in common: the membership that Aurora replicates along, and the writer
 * endpoint, a name that Aurora itself moves at a failover. Who writes at the moment is not written here: a failover
 * changes no input.
 */
export class GlobalDatabase extends pulumi.ComponentResource {
    /** What a regional cluster joins. */
    readonly identifier: pulumi.Output<string>;
    /** Always names the writer, in whichever region it is. */
    readonly writerEndpoint: pulumi.Output<string>;

    constructor(name: string, args: GlobalDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:global-database:GlobalDatabase", name, {}, opts);
        const { protect } = args;
        const own = childrenOf(this, args.place);
        const database = new aws.rds.GlobalCluster(
            name,
            {
                ...own.tagged,
                // Pulumi does not make a name for this type.
                globalClusterIdentifier: name,
                engine: engineName(args.engine),
                engineVersion: args.engine.version,
                databaseName: args.databaseName,
                storageEncrypted: true,
                deletionProtection: protect,
            },
            { ...own.child, protect },
        );
        this.identifier = database.id;
        this.writerEndpoint = database.endpoint;
        this.registerOutputs({ identifier: this.identifier, writerEndpoint: this.writerEndpoint });
    }
}
