import type { CostResource } from "../cost-resource";

/** Inputs that name the two ends of a peering and the account of the other one. */
interface Ends {
    readonly own: string;
    readonly peer: string;
    readonly account: string;
    /** Of both ends. */
    readonly type: string;
}

/**
 * Whether the other end of a peering is on the same bill: the program has it, or its account is the one that ARNs of this
 * end are in. Many programs name their own account.
 * @throws UnknownInput when the account is not known yet
 */
export function isOwnPeer(resource: CostResource, { own, peer, account, type }: Ends): boolean {
    if (!resource.has(account) || resource.follow(peer, type) !== undefined) {
        return true;
    }
    const id = resource.text(account);
    return [resource, resource.follow(own, type)]
        .flatMap((one) => one?.resource.ids ?? [])
        .some((name) => name.startsWith("arn:") && name.split(":")[4] === id);
}
