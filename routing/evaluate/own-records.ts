import type { ResourceRecordSet } from "@aws-sdk/client-route-53";

/** SOA and NS as Route 53 gives them to a new zone (guide, "NS and SOA records that Amazon Route 53 creates"). */
export function ownRecords(apex: string): ResourceRecordSet[] {
    const servers = ["com", "net", "org", "co.uk"].map((top, at) => ({ Value: `ns-${at + 1}.awsdns-0${at}.${top}.` }));
    return [
        { Name: `${apex}.`, Type: "NS", TTL: 172800, ResourceRecords: servers },
        { Name: `${apex}.`, Type: "SOA", TTL: 900, ResourceRecords: [{ Value: ownSoa }] },
    ];
}

/** The value of a new zone's SOA record. */
export const ownSoa = "ns-1.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400";
