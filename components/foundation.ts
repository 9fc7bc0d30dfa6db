import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { childrenOf, type Common, type Place } from "./shared/region";
import { shortRegion, type Region } from "./shared/regions";

export interface FoundationArgs {
    /** The region that keeps what has a home: the initial writer's. Birth data. */
    readonly place: Place;
    /** Every region with a cell. The only thing here that a new region changes. */
    readonly regions: readonly Region[];
    /** The zone's name, e.g. "example.com". */
    readonly domain: string;
    /** What clients ask for, e.g. "app.example.com". */
    readonly hostname: string;
    readonly protect: boolean;
}

/** Secrets Manager's own limit is 30 days; 0 deletes at once. */
const secretRecoveryDays = 30;
const keyDeletionDays = 30;

/** Seconds: long, because the record never changes. */
const validationTtlSeconds = 3600;

/**
 * Stateful. What exists once, above regions: the zone, the record that validates every cell's certificate, a key for
 * each region, and the database's password with a replica in each region.
 */
export class Foundation extends pulumi.ComponentResource {
    readonly zoneId: pulumi.Output<string>;
    /** What the domain's registrar must delegate to. */
    readonly nameServers: pulumi.Output<string[]>;
    /** Full name of the record that proves the hostname to ACM, for certificates in any region of this account. */
    readonly validationRecordName: pulumi.Output<string>;
    /** The arn of the key that encrypts what a region keeps. Throws RangeError for a region without a cell. */
    readonly keyArn: (region: Region) => pulumi.Output<string>;
    readonly databasePassword: pulumi.Output<string>;
    /** Name of the secret that holds it; the same in every region. */
    readonly passwordSecret: pulumi.Output<string>;

    constructor(name: string, args: FoundationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:platform:Foundation", name, {}, opts);
        const own = childrenOf(this, args.place);
        this.keyArn = createKeys(name, args, own);
        const zone = new aws.route53.Zone(
            name,
            { ...own.global, name: args.domain, comment: `Antipode: ${name}`, forceDestroy: !args.protect },
            { ...own.child, protect: args.protect },
        );
        this.zoneId = zone.zoneId;
        this.nameServers = zone.nameServers;
        this.validationRecordName = createValidationRecord(name, args, { own, zoneId: zone.zoneId });
        const { password, secretName } = createPassword(name, args, { own, keyArn: this.keyArn });
        this.databasePassword = password;
        this.passwordSecret = secretName;
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

/** Independent keys, not replicas of one: what one region encrypts, no other region's key can open. */
function createKeys(name: string, { place, regions, protect }: FoundationArgs, own: Common): Foundation["keyArn"] {
    const arns = new Map(
        regions.map((region) => {
            const keyName = `${name}-${shortRegion(region)}`;
            const key = new aws.kms.Key(
                keyName,
                {
                    region,
                    tags: place.tags,
                    description: `What ${name} keeps in ${region}`,
                    enableKeyRotation: true,
                    deletionWindowInDays: keyDeletionDays,
                },
                { ...own.child, protect },
            );
            new aws.kms.Alias(keyName, { region, name: `alias/${keyName}`, targetKeyId: key.keyId }, own.child);
            return [region, key.arn] as const;
        }),
    );
    return (region) => {
        const arn = arns.get(region);
        if (arn === undefined) {
            throw new RangeError(`region: expected one of ${regions.join(", ")}, got ${region}`);
        }
        return arn;
    };
}

function createPassword(
    name: string,
    { place, regions, protect }: FoundationArgs,
    { own, keyArn }: { readonly own: Common; readonly keyArn: Foundation["keyArn"] },
): { readonly password: pulumi.Output<string>; readonly secretName: pulumi.Output<string> } {
    const secretName = `${name}-database`;
    // Letters and digits only: nothing that a connection string, a shell or Aurora would read otherwise.
    const password = new random.RandomPassword(secretName, { length: 40, special: false }, own.child);
    const secret = new aws.secretsmanager.Secret(
        secretName,
        {
            ...own.tagged,
            description: `Password of ${name}'s database`,
            kmsKeyId: keyArn(place.region),
            recoveryWindowInDays: protect ? secretRecoveryDays : 0,
            replicas: regions
                .filter((region) => region !== place.region)
                .map((region) => ({ region, kmsKeyId: keyArn(region) })),
        },
        { ...own.child, protect },
    );
    const version = new aws.secretsmanager.SecretVersion(
        secretName,
        { ...own.placed, secretId: secret.id, secretString: password.result },
        own.child,
    );
    // Through the version, so that nobody is told the name of a secret that is still empty.
    return { password: password.result, secretName: pulumi.all([secret.name, version.versionId]).apply(([n]) => n) };
}
