import { z } from "zod";
import { regions as allRegions, type Region } from "../components/shared/regions";
import { assumptionsSchema } from "./assumptions";
import { databaseSchema, type DatabaseConfig } from "./database";
import { at } from "./explain-issue";
import { layerSchema, type LayerConfig } from "./layer";
import { adoptSchema, natAddressesSchema, networkSchema, type AdoptConfig, type NetworkConfig } from "./network";
import { capacitySchema, cellSchema, modeSchema } from "./regions";

/** A cell as far as a person has written it; a field that breaks its own rule is left out. */
export interface CellDraft {
    readonly region: Region;
    readonly role?: "active" | "warm" | "pilot" | undefined;
    readonly cidr?: string | undefined;
    readonly zones?: readonly string[] | undefined;
    readonly web?: { readonly min: number; readonly max: number } | undefined;
    readonly natAddresses?: Readonly<Record<string, string>> | undefined;
    readonly adopt?: "none" | AdoptConfig | undefined;
}

/** A platform as far as a person has written it. */
export interface PlatformDraft {
    readonly layer?: LayerConfig | undefined;
    readonly mode?: z.infer<typeof modeSchema> | undefined;
    readonly initialWriter?: Region | undefined;
    readonly cells: readonly CellDraft[];
    readonly network?: NetworkConfig | undefined;
    readonly database?: DatabaseConfig | undefined;
    readonly healthToDnsSeconds?: { readonly min: number; readonly max: number } | undefined;
    readonly regionRttMilliseconds?:
        Readonly<Partial<Record<Region, Readonly<Partial<Record<Region, number>>>>>> | undefined;
}

/** What of a raw platform is valid by itself, for the rules between values. */
export function readDraft(raw: unknown): PlatformDraft {
    const pick = <T>(schema: z.ZodType<T>, ...path: string[]): T | undefined => schema.safeParse(at(raw, path)).data;
    const cells = Object.keys(pick(z.record(z.string(), z.unknown()), "regions") ?? {})
        .filter(isRegion)
        .map((region) => ({
            region,
            role: pick(cellSchema.shape.role, "regions", region, "role"),
            cidr: pick(cellSchema.shape.cidr, "regions", region, "cidr"),
            zones: pick(z.array(z.string()), "regions", region, "zones"),
            web: pick(capacitySchema, "regions", region, "web"),
            natAddresses: pick(natAddressesSchema, "regions", region, "natAddresses"),
            adopt: pick(z.union([z.literal("none"), adoptSchema]), "regions", region, "adopt"),
        }));
    return {
        cells,
        database: pick(databaseSchema, "database"),
        layer: pick(layerSchema, "layer"),
        network: pick(networkSchema.prefault({}), "network"),
        mode: pick(modeSchema, "mode"),
        initialWriter: pick(z.enum(allRegions), "initialWriter"),
        healthToDnsSeconds: pick(assumptionsSchema.shape.healthToDnsSeconds, "assumptions", "healthToDnsSeconds"),
        regionRttMilliseconds: pick(
            assumptionsSchema.shape.regionRttMilliseconds,
            "assumptions",
            "regionRttMilliseconds",
        ),
    };
}

/** A name as a person wrote it is one of AWS's commercial regions. */
function isRegion(text: string): text is Region {
    return (allRegions as readonly string[]).includes(text);
}
