import { askNameServer, type NameServer } from "./name-server";
import { LiveZoneError } from "./problem";

/** Types that a failover is about, and whose values all witnesses spell alike. */
export type AskedType = "A" | "AAAA" | "CNAME";

export interface LiveQuestion {
    readonly name: string;
    readonly type: AskedType;
    /** Where the client is said to be; without one the witness takes its own view. */
    readonly address?: string;
}

/** What was answered: values of the asked type, in any order. */
export interface LiveAnswer {
    /** `NOERROR`, `NXDOMAIN`, ... */
    readonly rcode: string;
    readonly answers: readonly string[];
}

/** Somebody who knows what Route 53 answers. */
export interface Witness {
    readonly name: string;
    /** Where it takes a client without an address to be; undefined when nobody says. */
    readonly defaultFrom?: string;
    /** @throws LiveZoneError when it cannot be asked */
    readonly ask: (question: LiveQuestion) => Promise<LiveAnswer>;
}

/** A name server of the zone, asked directly: where it takes us to be, only it knows. */
export function nameServerWitness(server: NameServer): Witness {
    return {
        name: server.name,
        ask: async (question) => {
            try {
                return await askNameServer(server, question);
            } catch (error) {
                const cause = error instanceof Error ? error.message : String(error);
                throw new LiveZoneError(3, `${server.name}: ${cause}`, { cause: error });
            }
        },
    };
}
