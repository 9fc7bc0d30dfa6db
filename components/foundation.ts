import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf, type Common, type Place } from "./shared/region";

export interface FoundationArgs {
    /** The region that keeps what has a home: the initial writer's. Birth data. */
    readonly place: Place;
    /** The zone's name, e.g. "example.com". */
    readonly domain: string;
    /** What clients ask for, e.g. "app.example.com". */
    readonly hostname: string;
    readonly protect: boolean;
}

/** Seconds: long, because the record never changes. */
const validationTtlSeconds = 3600;

/**
 * Stateful. The public name, which exists once, above regions: the zone, and the record that validates every cell's
 * certificate. What else exists once (keys, secrets, what databases and tables have in common) stands under it.
 *
 * Cost: the zone is paid by the month. Loses: nothing with a region; Route 53 answers from everywhere, but its records
 * can be changed only while us-east-1 is there.
 */
export class Foundation extends pulumi.ComponentResource {
    readonly zoneId: pulumi.Output<string>;
    /** What the domain's registrar must delegate to. */
    readonly nameServers: pulumi.Output<string[]>;
    /** Full name of the record that proves the hostname to ACM, for certificates in any region of this account. */
    readonly validationRecordName: pulumi.Output<string>;

    constructor(name: string, args: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:platform:Foundation", name, {}, opts);
        const own = childrenOf(this, args.place);
        const zone = new aws.route53.Zone(
            name,
            { ...own.global, name: args.domain, comment: `Antipode: ${name}`, forceDestroy: !args.protect },
            { ...own.child, protect: args.protect },
        );
        this.zoneId = zone.zoneId;
        this.nameServers = zone.nameServers;
        this.validationRecordName = createValidationRecord(name, args, { own, zoneId: zone.zoneId });
        this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
    }
}

/**
 * ACM asks for the same record for a name, and for everything under it, in every region of an account, so one record
 * serves all cells. It is asked for here by a certificate that nothing presents (it costs nothing): if the record came
 * from a cell's certificate, the other cells would depend on that cell.
 */
function createValidationRecord(
    name: string,
    { hostname }: FoundationArgs,
    { own, zoneId }: { readonly own: Common; readonly zoneId: pulumi.Output<string> },
): pulumi.Output<string> {
    const certificate = new aws.acm.Certificate(
        `${name}-validation`,
        { ...own.named(`${name}-validation`), domainName: hostname, validationMethod: "DNS" },
        own.child,
    );
    const wanted = certificate.domainValidationOptions.apply(first);
    const record = new aws.route53.Record(
        `${name}-validation`,
        {
            zoneId,
            name: wanted.resourceRecordName,
            type: wanted.resourceRecordType,
            records: [wanted.resourceRecordValue],
            ttl: validationTtlSeconds,
            allowOverwrite: true,
        },
        own.child,
    );
    return record.fqdn;
}

function first<T>([entry]: readonly T[]): T {
    if (entry === undefined) {
        throw new RangeError("expected ACM to name a validation record, got none");
    }
    return entry;
}
