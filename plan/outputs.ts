import { writeToken } from "./token";

/** Anything that travels over Pulumi's wire. */
export type WireValue = string | number | boolean | null | WireValue[] | { [key: string]: WireValue };
export type WireObject = Record<string, WireValue>;

interface ListOutput {
    /** Fields of one entry; a list of texts has none. */
    readonly fields?: readonly string[];
    /** How many entries AWS returns for these inputs. */
    readonly length: (inputs: WireObject) => number;
}

/**
 * Outputs that are lists. A program takes entries out of them, so each entry needs a token of its own: a single token
 * would be indexed as text. Shapes are those of the provider's schema, https://www.pulumi.com/registry/packages/aws/.
 */
const lists: Readonly<Record<string, Readonly<Record<string, ListOutput>>>> = {
    "aws:acm/certificate:Certificate": {
        domainValidationOptions: {
            fields: ["domainName", "resourceRecordName", "resourceRecordType", "resourceRecordValue"],
            length: ({ subjectAlternativeNames }) =>
                1 + (Array.isArray(subjectAlternativeNames) ? subjectAlternativeNames.length : 0),
        },
    },
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/GetInfoAboutHostedZone.html: a delegation set has four.
    "aws:route53/zone:Zone": { nameServers: { length: () => 4 } },
    "aws:elasticache/serverlessCache:ServerlessCache": {
        endpoints: { fields: ["address", "port"], length: () => 1 },
        readerEndpoints: { fields: ["address", "port"], length: () => 1 },
    },
    "aws:rds/cluster:Cluster": {
        masterUserSecrets: { fields: ["kmsKeyId", "secretArn", "secretStatus"], length: () => 1 },
    },
};

export interface Registration {
    readonly urn: string;
    readonly type: string;
    /** Every property of the resource: what the program set and what AWS will add. */
    readonly properties: readonly string[];
    /** What the program set, as it goes over the wire. */
    readonly inputs: WireObject;
    /** Outputs that must stay secret although no input makes them so. */
    readonly secretOutputs: readonly string[];
}

/** What AWS would answer: inputs as they were set, and a token for everything that only AWS knows. */
export function answerOutputs(
    { urn, type, properties, inputs, secretOutputs }: Registration,
    secret: SecretMark,
): WireObject {
    const outputs: WireObject = { ...inputs };
    for (const name of properties) {
        if (name in inputs || name === "id" || name === "urn") {
            continue;
        }
        const list = lists[type]?.[name];
        const value = list
            ? listTokens(urn, name, { ...list, count: list.length(inputs) })
            : writeToken({ urn, output: name });
        outputs[name] = secretOutputs.includes(name) ? secret(value) : value;
    }
    return outputs;
}

type SecretMark = (value: WireValue) => WireValue;

function listTokens(urn: string, name: string, { fields, count }: ListOutput & { count: number }): WireValue[] {
    return Array.from({ length: count }, (_, index) => {
        const entry = `${name}[${String(index)}]`;
        return fields
            ? Object.fromEntries(fields.map((field) => [field, writeToken({ urn, output: `${entry}.${field}` })]))
            : writeToken({ urn, output: entry });
    });
}
