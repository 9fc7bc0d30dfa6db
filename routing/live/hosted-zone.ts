import type { HostedZone } from "@aws-sdk/client-route-53";
import type { Zone } from "../zone";

/** A hosted zone's id without `/hostedzone/`, as people and messages write it. */
export function bareId({ Id = "" }: HostedZone): string {
    return Id.replace(/^\/hostedzone\//, "");
}

/** `public`, or `private` with its networks. */
export function visibilityOf({ HostedZone, VPCs = [] }: Pick<Zone, "HostedZone" | "VPCs">): string {
    const networks = VPCs.map(({ VPCId = "", VPCRegion = "" }) => `${VPCId} in ${VPCRegion}`);
    return HostedZone.Config?.PrivateZone === true ? ["private", ...networks].join(", ") : "public";
}
