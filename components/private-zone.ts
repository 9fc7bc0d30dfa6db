import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkPrivateZone } from "./private-zone/rules";
import { childrenOf, type Common, type Place } from "./shared/region";
import { shortRegion, type Region } from "./shared/regions";
import { rejectProblems } from "./shared/reject";

export interface PrivateZoneArgs {
    /** The region whose network the zone is born with; birth data, since a private zone needs one. */
    readonly place: Place;
    /** The zone's name, below `.internal`, e.g. "orders.internal". */
    readonly domain: string;
    /** Name that AWS keeps on the database's writer. */
    readonly writer: pulumi.Input<string>;
    readonly cells: readonly PrivateCell[];
}

/** A network that may ask, and what of its cell has a name. */
export interface PrivateCell {
    readonly region: Region;
    readonly vpcId: pulumi.Input<string>;
    /** Name of the cell's readers; left out where it has none. */
    readonly reader?: pulumi.Input<string>;
    /** Name of the cell's cache; left out where it has none. */
    readonly cache?: pulumi.Input<string>;
}

/** Seconds: Aurora's advice to clients of a global database, so that a second name adds little to a failover (guide, "Connecting to Aurora global database"). */
const ttlSeconds = 5;

/**
 * Names that only the cells' networks know, for people, scripts and shells in them: `writer`, `reader.<region>` and
 * `cache.<region>`. Each is a CNAME of a name that AWS moves, so a failover changes none of them.
 *
 * An app should rather be told AWS's own names: the certificates of Aurora and ElastiCache name those alone, so TLS
 * with `verify-full` refuses these.
 *
 * Cost: the zone by the month, queries from its own networks nothing.
 *
 * Loses: nothing with a zone or a region, since each network's resolver answers; with us-east-1 only changes.
 */
export class PrivateZone extends pulumi.ComponentResource {
    /** Always leads to the database's writer. */
    readonly writer: pulumi.Output<string>;

    constructor(name: string, args: PrivateZoneArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:private-zone:PrivateZone", name, {}, opts);
        const { place, domain, cells } = args;
        const regions = cells.map(({ region }) => region);
        rejectProblems(this, `PrivateZone "${name}"`, checkPrivateZone(domain, place.region, regions));
        const own = childrenOf(this, place);
        const zone = createZone(name, args, own);
        const point = (role: string, label: string, to: pulumi.Input<string>): aws.route53.Record =>
            new aws.route53.Record(
                `${name}-${role}`,
                { zoneId: zone.zoneId, name: `${label}.${domain}`, type: "CNAME", ttl: ttlSeconds, records: [to] },
                own.child,
            );
        this.writer = point("writer", "writer", args.writer).name;
        for (const { region, reader, cache } of cells) {
            for (const [kind, to] of Object.entries({ reader, cache })) {
                if (to !== undefined) {
                    point(`${kind}-${shortRegion(region)}`, `${kind}.${region}`, to);
                }
            }
        }
        this.registerOutputs({ writer: this.writer });
    }
}

/** Born with the home network alone; the others join one by one, so that another region changes nothing of them. */
function createZone(name: string, { place, domain, cells }: PrivateZoneArgs, own: Common): aws.route53.Zone {
    const home = cells.filter(({ region }) => region === place.region);
    const zone = new aws.route53.Zone(
        name,
        {
            ...own.global,
            name: domain,
            comment: `Antipode: names inside ${name}`,
            vpcs: home.map(({ region, vpcId }) => ({ vpcId, vpcRegion: region })),
        },
        // Read back, it lists the networks that joined as well.
        { ...own.child, ignoreChanges: ["vpcs"] },
    );
    for (const { region, vpcId } of cells) {
        if (region !== place.region) {
            new aws.route53.ZoneAssociation(
                `${name}-${shortRegion(region)}`,
                { zoneId: zone.zoneId, vpcId, vpcRegion: region },
                own.child,
            );
        }
    }
    return zone;
}
