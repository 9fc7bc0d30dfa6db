import * as pulumi from "@pulumi/pulumi";
import { Foundation } from "../components/foundation";
import { GlobalDatabase } from "../components/global-database";
import { Keys } from "../components/keys";
import type { RegionalModels } from "../components/model-store";
import { Secret } from "../components/secret";
import { keysByRegion, regionsBeside } from "./beside";
import { createModels } from "./inference";
import { createTables, type TableNames } from "./stores";
import { byRegion, database, type ByRegion, type Scope } from "./scope";

/** What the foundation hands on. Plain outputs only, so that another stack can read them from this one's. */
export interface FoundationOutputs {
    readonly zoneId: pulumi.Output<string>;
    /** What the domain's registrar must delegate to. */
    readonly nameServers: pulumi.Output<string[]>;
    /** Name of the record that proves the hostname to ACM. */
    readonly validationRecordName: pulumi.Output<string>;
    /** The arn of the key that encrypts what a region keeps, with a cell or without. */
    readonly keyArns: ByRegion<pulumi.Output<string>>;
    /** The replicas of the one key that opens everywhere what it sealed anywhere; only where the config asks for it. */
    readonly sharedKeyArns?: ByRegion<pulumi.Output<string>>;
    /** Names of the tables, by their key in the stack's file. */
    readonly tables: TableNames;
    /** What endpoints run; only where the config has one. */
    readonly models?: ByRegion<RegionalModels>;
    readonly database: {
        readonly identifier: pulumi.Output<string>;
        /** Always names the writer, in whichever region it is. */
        readonly writerEndpoint: pulumi.Output<string>;
        /** Secret: what the first writer is born with. */
        readonly password: pulumi.Output<string>;
        /** Name of the secret that holds it; the same in every region. */
        readonly passwordSecret: pulumi.Output<string>;
        /** Arn of the copy that can be rotated: that of the initial writer's region. */
        readonly passwordSecretArn: pulumi.Output<string>;
        /** The same for proxies, with the user; only where the stack's file has proxies. */
        readonly proxySecret?: { readonly arn: pulumi.Output<string>; readonly name: pulumi.Output<string> };
    };
}

interface CredentialParts {
    readonly keys: Keys;
    readonly password: pulumi.Output<string>;
    readonly parent: pulumi.ComponentResource;
}

/** User and password in the form that RDS Proxy reads, where the stack's file has a proxy; instances read the bare password. */
function createProxyCredentials(scope: Scope, { keys, password, parent }: CredentialParts): Secret | undefined {
    const { config, home, protect, regions } = scope;
    if (config.database.proxy === "none") {
        return undefined;
    }
    return new Secret(
        `${config.name}-proxy`,
        {
            place: home,
            regions,
            account: config.account,
            keys,
            description: `User and password of ${config.name}'s database, for its proxies`,
            content: { kind: "given", value: pulumi.jsonStringify({ username: database.userName, password }) },
            protect,
        },
        { parent },
    );
}

/** What exists once, above regions. */
export function createFoundation(scope: Scope): FoundationOutputs {
    const { config, home, hostname, protect, regions, root } = scope;
    const foundation = new Foundation(
        config.name,
        { place: home, domain: config.domain, hostname, protect },
        { parent: root },
    );
    const inFoundation = { parent: foundation };
    const { account } = config;
    const keys = new Keys(
        config.name,
        { place: home, regions, account, elsewhere: regionsBeside(scope), shared: config.security.sharedKey, protect },
        inFoundation,
    );
    const password = new Secret(
        `${config.name}-database`,
        {
            place: home,
            regions,
            account,
            keys,
            description: `Password of ${config.name}'s database`,
            content: { kind: "generated", length: 40 },
            protect,
        },
        inFoundation,
    );
    const proxy = createProxyCredentials(scope, { keys, password: password.value, parent: foundation });
    const globalDatabase = new GlobalDatabase(
        config.name,
        { place: home, engine: config.database.engine, databaseName: database.name, protect },
        inFoundation,
    );
    const keyArns = keysByRegion(scope, keys.arn);
    const models = createModels(scope, keyArns, foundation);
    return {
        zoneId: foundation.zoneId,
        nameServers: foundation.nameServers,
        validationRecordName: foundation.validationRecordName,
        keyArns,
        ...(models && { models }),
        tables: createTables(scope, keyArns, foundation),
        ...(keys.shared && { sharedKeyArns: byRegion(scope, keys.shared.arn) }),
        database: {
            identifier: globalDatabase.identifier,
            writerEndpoint: globalDatabase.writerEndpoint,
            password: password.value,
            passwordSecret: password.name,
            passwordSecretArn: password.arn,
            ...(proxy && { proxySecret: { arn: proxy.arn, name: proxy.name } }),
        },
    };
}
