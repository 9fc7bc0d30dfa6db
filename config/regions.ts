import { z } from "zod";
import { isVpcBlock, largestVpcPrefix, smallestVpcPrefix } from "../components/shared/cidr";
import { adoptSchema, natAddressesSchema } from "./network";

/** Instances of the app in one region. */
export const capacitySchema = z.strictObject({
    min: z
        .int()
        .min(0)
        .describe(
            "Instances that always run; 0 only in a standby. A standby carries the lost peer's load with what it has until it scales.",
        ),
    max: z.int().min(1).describe("Instances at most; the same in every region that may have to carry everything."),
});

/** How many cells answer clients: `mode` of a stack's file. */
export const modeSchema = z
    .enum(["single-region", "active-passive", "active-active"])
    .describe(
        "single-region: one cell. active-passive: one active cell and at least one standby. active-active: several active cells.",
    );

/** One region: `regions.<region>` of a stack's file. */
export const cellSchema = z.strictObject({
    role: z
        .enum(["active", "warm", "pilot"])
        .describe(
            "active: clients are sent to it. warm: a standby that runs. pilot: a standby that keeps only its data and may run no instance.",
        ),
    cidr: z
        .string()
        .refine(
            isVpcBlock,
            `expected a private IPv4 block of /${largestVpcPrefix} to /${smallestVpcPrefix} such as 10.20.0.0/16`,
        )
        .describe(
            "The VPC's block. Disjoint from those of all other regions: the networks are joined. Never changes after birth.",
        ),
    zones: z
        .array(z.string().regex(/^[a-z]+\d+-az[1-9]\d*$/, "expected a zone id such as euw1-az1"))
        .min(2, "expected at least two zones")
        .describe(
            "Zone ids, which mean the same place in every account (names such as eu-west-1a do not). New ones are appended.",
        ),
    web: capacitySchema.describe("Instances of the app in this region."),
    natAddresses: natAddressesSchema
        .default({})
        .describe(
            "Allocation ids of addresses that others have let in, by the zone id of the NAT gateway that takes each.",
        ),
    adopt: z
        .union([z.literal("none"), adoptSchema])
        .default("none")
        .describe("An existing VPC to live in; it keeps what it has, so network.nat does not reach it."),
});

export type CellConfig = z.infer<typeof cellSchema>;
