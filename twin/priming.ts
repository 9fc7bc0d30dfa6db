import { Resolver } from "node:dns";
import { balancerTtlSeconds } from "../routing/evaluate/alias-services";
import { internetAddresses } from "./network";
import { honestCount, resolverCount } from "./resolvers";

export interface WarmOptions {
    readonly name: string;
    readonly factor: number;
    /** Every resolver has been asked. */
    readonly onPrimed: () => void;
}

/** How often each resolver is asked: users of a resolver ask for a popular name all the time. */
const askMilliseconds = 1000;

/**
 * Keeps the resolvers' caches staggered: resolver i of n is first asked at i/n of the TTL and then every second, so its
 * entry always expires at a moment of its own. Asked together, all would be one sample.
 */
export function keepWarm({ name, factor, onPrimed }: WarmOptions): void {
    const ttlMilliseconds = (balancerTtlSeconds * 1000) / factor;
    for (let i = 0; i < resolverCount; i += 1) {
        const resolver = new Resolver({ timeout: 1000, tries: 1 });
        resolver.setServers([internetAddresses.resolver(i)]);
        // The reply is of no interest: the question fills the cache, and a failed one is asked again.
        const ask = () => resolver.resolve4(name, () => undefined);
        setTimeout(
            () => {
                ask();
                setInterval(ask, askMilliseconds);
                if (i === honestCount - 1) {
                    onPrimed();
                }
            },
            (ttlMilliseconds * (i % honestCount)) / honestCount,
        );
    }
}
