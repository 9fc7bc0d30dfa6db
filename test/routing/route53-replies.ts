import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Route53Client } from "@aws-sdk/client-route-53";

/** A reply as the API sends it: status and XML. */
export type Reply = readonly [status: number, body: string];

/** What came, in order: method, path and query. */
export interface Replies {
    readonly endpoint: string;
    readonly asked: readonly URL[];
    readonly client: Route53Client;
    readonly close: () => void;
}

const space = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"';

/** An answer of an operation (https://docs.aws.amazon.com/Route53/latest/APIReference, each operation's page has one). */
export function body(name: string, content: string): Reply {
    return [200, `<?xml version="1.0"?>\n<${name} ${space}>${content}</${name}>`];
}

/** An error as the API sends it. */
export function failure(status: number, code: string, message: string): Reply {
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
    return [
        status,
        `<?xml version="1.0"?>\n<ErrorResponse ${space}>${error}<RequestId>b25f48e8</RequestId></ErrorResponse>`,
    ];
}

/** A server on loopback that answers each request by what `reply` says, and a client of it that retries once, at once. */
export async function startReplies(reply: (url: URL, before: number) => Reply): Promise<Replies> {
    const asked: URL[] = [];
    const server: Server = createServer((request, response) => {
        const url = new URL(request.url ?? "/", "http://route53");
        const before = asked.filter(({ href }) => href === url.href).length;
        asked.push(url);
        const [status, text] = reply(url, before);
        response.writeHead(status, { "content-type": "text/xml" });
        response.end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nothing" };
    const client = new Route53Client({ region: "us-east-1", endpoint, credentials, maxAttempts: 2 });
    return {
        endpoint,
        asked,
        client,
        close: () => {
            client.destroy();
            server.closeAllConnections();
            server.close();
        },
    };
}

export const hostedZone = body(
    "GetHostedZoneResponse",
    "<HostedZone><Id>/hostedzone/Z1</Id><Name>example.com.</Name><CallerReference>t</CallerReference>" +
        "<Config><PrivateZone>false</PrivateZone></Config><ResourceRecordSetCount>3</ResourceRecordSetCount></HostedZone>" +
        "<DelegationSet><NameServers><NameServer>ns-1.awsdns-00.com</NameServer></NameServers></DelegationSet>",
);

/** A weighted record of `www.example.com`. */
export function weighted(identifier: string, healthCheckId?: string): string {
    const check = healthCheckId === undefined ? "" : `<HealthCheckId>${healthCheckId}</HealthCheckId>`;
    return (
        `<ResourceRecordSet><Name>www.example.com.</Name><Type>A</Type><SetIdentifier>${identifier}</SetIdentifier>` +
        "<Weight>1</Weight><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>192.0.2.1</Value></ResourceRecord></ResourceRecords>" +
        `${check}</ResourceRecordSet>`
    );
}

/** A page of records; `next` is the identifier of the first record of the next one. */
export function recordsPage(records: string, next?: string): Reply {
    const more =
        next === undefined
            ? "<IsTruncated>false</IsTruncated>"
            : "<IsTruncated>true</IsTruncated><NextRecordName>www.example.com.</NextRecordName>" +
              `<NextRecordType>A</NextRecordType><NextRecordIdentifier>${next}</NextRecordIdentifier>`;
    return body(
        "ListResourceRecordSetsResponse",
        `<ResourceRecordSets>${records}</ResourceRecordSets>${more}<MaxItems>2</MaxItems>`,
    );
}
