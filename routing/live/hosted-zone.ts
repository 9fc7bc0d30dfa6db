import type { Zone } from "../zone";

/** `public`, or `private` with its networks. */
export function visibilityOf({ HostedZone, VPCs = [] }: Pick<Zone, "HostedZone" | "VPCs">): string {
    const networks = VPCs.map(({ VPCId = "", VPCRegion = "" }) => `${VPCId} in ${VPCRegion}`);
    return HostedZone.Config?.PrivateZone === true ? ["private", ...networks].join(", ") : "public";
}
