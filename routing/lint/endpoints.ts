import { aliasService } from "../evaluate/alias-services";
import { anyAddress, publicAddresses } from "../health-checks/addresses";

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
