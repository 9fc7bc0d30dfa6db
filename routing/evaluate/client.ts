import { placeOf, type Place } from "../places/place";

/** Milliseconds from the client to each region; a region without a number is worse than any with one. */
export type Latencies = { readonly [region: string]: number };

/** Who asks, as far as policies care. */
export class Client {
    private known: { readonly place: Place | undefined } | undefined;

    constructor(
        /** As the question has it. */
        readonly from: string,
        readonly latency: Latencies,
    ) {}

    /** Read when a policy needs it: most do not. */
    get place(): Place | undefined {
        this.known ??= { place: placeOf(this.from) };
        return this.known.place;
    }
}
