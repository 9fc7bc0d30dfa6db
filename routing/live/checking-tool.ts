import { TestDNSAnswerCommand, type RRType, type Route53Client } from "@aws-sdk/client-route-53";
import { asked } from "./client";
import type { Witness } from "./witness";

/**
 * Route 53's own checking tool: it answers from the zone's settings and the health that Route 53 knows, for public zones only,
 * and takes a client without an address for a resolver in us-east-1
 * (https://docs.aws.amazon.com/Route53/latest/APIReference/API_TestDNSAnswer.html).
 */
export function checkingTool(client: Route53Client, HostedZoneId: string): Witness {
    return {
        name: "TestDNSAnswer",
        defaultFrom: "us-east-1",
        ask: async ({ name, type, address }) => {
            const place = address === undefined ? {} : { ResolverIP: address, EDNS0ClientSubnetIP: address };
            const request = { HostedZoneId, RecordName: name, RecordType: type satisfies RRType, ...place };
            const reply = await asked("TestDNSAnswer", () => client.send(new TestDNSAnswerCommand(request)));
            return { rcode: reply.ResponseCode ?? "", answers: reply.RecordData ?? [] };
        },
    };
}
