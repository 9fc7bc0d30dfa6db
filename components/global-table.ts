import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkCapsUpdate } from "./global-table/caps";
import { checkExpiryUpdate, expiry } from "./global-table/expiry";
import { attributes, capacity, globalIndexes, localIndexes } from "./global-table/inputs";
import { checkReplicaBirth, checkReplicaUpdate } from "./global-table/replicas";
import { checkTable } from "./global-table/rules";
import { createScaling } from "./global-table/scaling";
import type { TableSettings } from "./global-table/settings";
import { formatProblems, type Problem } from "./shared/problems";
import { childrenOf, type Place } from "./shared/region";
import type { Region } from "./shared/regions";
import { rejectProblems } from "./shared/reject";

export interface GlobalTableArgs {
    /** The region whose API keeps the table and its list of replicas: the initial writer's. Birth data. */
    readonly place: Place;
    /** Every region with a replica, home included. The only thing here that a new region changes. */
    readonly regions: readonly Region[];
    readonly settings: TableSettings;
    /** Arns of the keys that encrypt it, by region; a replica that gets another key is made anew. */
    readonly keyArns: Readonly<Partial<Record<Region, pulumi.Input<string>>>>;
    /** Refuses to delete it or a replica: by AWS's deletion protection in each region and by Pulumi's protect. */
    readonly protect: boolean;
}

/** AWS's once the table scales by itself. */
const scaledByAws = [
    "readCapacity",
    "writeCapacity",
    "globalSecondaryIndexes[*].readCapacity",
    "globalSecondaryIndexes[*].writeCapacity",
];

/**
 * Stateful. A DynamoDB table with a replica in each region, all of which take reads and writes; there is no writer.
 *
 * An update that would change two replicas is refused at preview. A replica leaves in two updates: first `protect` is
 * taken off, since AWS deletes none that is protected. A provisioned table with replicas is born on demand
 * and switched once it stands. A stream of old and new images is on in every region: its readers see changes of all
 * regions, some more than once, and must be idempotent.
 *
 * Cost: on demand, nothing while idle but storage in each region; provisioned, `min` in each region. Loses: with
 * eventual consistency, when a region dies, what it had not replicated is *late* (back with the region), and of two
 * writes to one item in two regions the earlier; with strong consistency, nothing, and it refuses reads and writes
 * while two of its three regions are gone.
 */
export class GlobalTable extends pulumi.ComponentResource {
    /** The table's name, the same in every region. */
    readonly tableName: pulumi.Output<string>;

    constructor(name: string, args: GlobalTableArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:global-table:GlobalTable", name, {}, opts);
        const { protect, settings } = args;
        rejectProblems(this, `GlobalTable "${name}"`, checkPlaces(args));
        const own = childrenOf(this, args.place);
        const { consistency, hashKey, rangeKey } = settings;
        const witness = consistency.kind === "strong" ? consistency.witness : undefined;
        const ttl = expiry(consistency);
        const table = new aws.dynamodb.Table(
            name,
            {
                ...own.tagged,
                hashKey: hashKey.name,
                ...(rangeKey && { rangeKey: rangeKey.name }),
                attributes: attributes(settings),
                globalSecondaryIndexes: globalIndexes(settings),
                localSecondaryIndexes: localIndexes(settings),
                ...capacity(settings),
                ...(ttl && { ttl }),
                streamEnabled: true,
                streamViewType: "NEW_AND_OLD_IMAGES",
                pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: settings.recoveryDays },
                serverSideEncryption: { enabled: true, kmsKeyArn: keyOf(args, args.place.region) },
                deletionProtectionEnabled: protect,
                replicas: replicas(args),
                ...(witness !== undefined && { globalTableWitness: { regionName: witness } }),
            },
            {
                ...own.child,
                protect,
                hooks: replicaGuard(name),
                ...(settings.billing.kind === "provisioned" && { ignoreChanges: scaledByAws }),
            },
        );
        createScaling(name, settings, { own, tableName: table.name });

        this.tableName = table.name;
        this.registerOutputs({ tableName: this.tableName });
    }
}

/** Sorted by region, so that the order in which regions were added says nothing. */
function replicas(args: GlobalTableArgs) {
    const { place, protect, regions, settings } = args;
    return [...regions]
        .filter((region) => region !== place.region)
        .sort()
        .map((region) => ({
            regionName: region,
            kmsKeyArn: keyOf(args, region),
            pointInTimeRecovery: true,
            deletionProtectionEnabled: protect,
            propagateTags: true,
            ...(settings.consistency.kind === "strong" && { consistencyMode: "STRONG" }),
        }));
}

/** @throws RangeError for a region without a key; checkPlaces has refused it before */
function keyOf({ keyArns }: GlobalTableArgs, region: Region): pulumi.Input<string> {
    const arn = keyArns[region];
    if (arn === undefined) {
        throw new RangeError(`keyArns: expected the key of ${region}, got none`);
    }
    return arn;
}

function checkPlaces({ keyArns, place, regions, settings }: GlobalTableArgs): Problem[] {
    const keyless = regions.filter((region) => keyArns[region] === undefined);
    return [
        ...(regions.includes(place.region)
            ? []
            : [{ path: "regions", message: `expected the home region ${place.region} among them` }]),
        ...keyless.map((region) => ({ path: `keyArns.${region}`, message: "expected the arn of a key, got nothing" })),
        ...checkTable(settings, regions).map(({ path, message }) => ({ path: `settings.${path}`, message })),
    ];
}

/** Only an update knows what there was before, so it asks; a preview does, too, and shows the refusal. */
function replicaGuard(name: string): pulumi.ResourceHookBinding {
    const refuse = (problems: readonly Problem[]): void => {
        if (problems.length > 0) {
            throw new Error(formatProblems(`GlobalTable "${name}"`, problems));
        }
    };
    return {
        beforeCreate: [
            new pulumi.ResourceHook(
                `${name}-table-birth`,
                ({ newInputs = {} }) => refuse(checkReplicaBirth(newInputs)),
                {
                    onDryRun: true,
                },
            ),
        ],
        beforeUpdate: [
            new pulumi.ResourceHook(
                `${name}-table-replicas`,
                ({ oldInputs = {}, newInputs = {} }) =>
                    refuse([
                        ...checkReplicaUpdate(oldInputs, newInputs),
                        ...checkExpiryUpdate(oldInputs, newInputs),
                        ...checkCapsUpdate(oldInputs, newInputs),
                    ]),
                { onDryRun: true },
            ),
        ],
    };
}
