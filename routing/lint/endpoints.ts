import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { aliasService } from "../evaluate/alias-services";
import { resourceName } from "../evaluate/keys";
import { anyAddress, publicAddresses } from "../health-checks/addresses";
import { canonicalName } from "../names";

/** What a record that leaves the zone is answered with: values, or the DNS name of its target. */
export function endpointOf({ AliasTarget, ResourceRecords }: ResourceRecordSet): readonly string[] {
    return AliasTarget
        ? [targetName(AliasTarget.DNSName ?? "")]
        : (ResourceRecords ?? []).map(({ Value }) => Value ?? "");
}

/** One spelling for what an alias leads to: with `dualstack.` before it a balancer is the same. */
export function targetName(name: string): string {
    return resourceName(canonicalName(name));
}

/** An ALB, NLB or Classic Load Balancer. */
export function isBalancer(name: string): boolean {
    return aliasService(name, "").name === "load balancer";
}

/** Whether Route 53 accepts an alias to it that evaluates its health: not for CloudFront. */
export function evaluatesHealth(name: string): boolean {
    return aliasService(name, "").evaluates;
}

/** Whether an alias may lead to it: aliases of AWS's resources are answered for free (Route 53 pricing). */
export function hasAlias(name: string): boolean {
    return aliasService(name, "").name !== "AWS resource";
}

/** Whether it is an address that no checker asks: private, loopback, multicast or reserved. Names are no addresses. */
export function isUnreachable(address: string): boolean {
    return anyAddress(address) && !publicAddresses(address);
}
