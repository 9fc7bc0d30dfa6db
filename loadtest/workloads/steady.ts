/** How many clients of which class ask how often; the same on every platform. */
export interface Workload {
    readonly name: string;
    /** Requests a second of each operation, a client. */
    readonly rate: number;
    /** k6 processes of each class; an honest one has a resolver to itself, because one resolver is one sample of a TTL. */
    readonly clients: { readonly honest: number; readonly "keep-alive": number };
    /** Orders that each client writes first and reads ever after. */
    readonly seedOrders: number;
    /** A client's patience with one request, milliseconds of platform time; never under a real second. */
    readonly timeoutMilliseconds: number;
}

/**
 * Nine clients, five reads and five writes a second each: 90 requests a second in all, and a resolution of 22 ms over one
 * class's eight clients, far below what a platform can promise.
 */
export const steady = {
    name: "steady",
    rate: 5,
    clients: { honest: 8, "keep-alive": 1 },
    seedOrders: 10,
    timeoutMilliseconds: 2000,
} as const satisfies Workload;
