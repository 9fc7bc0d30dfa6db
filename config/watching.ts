import { z } from "zod";

/** Who is told when something is wrong: `watching` of a stack's file. */
export const watchingSchema = z.strictObject({
    subscribers: z
        .array(z.email("expected an e-mail address"))
        .default([])
        .refine((addresses) => new Set(addresses).size === addresses.length, "expected each address once")
        .describe("E-mail addresses that every topic writes to, once each has confirmed."),
});
