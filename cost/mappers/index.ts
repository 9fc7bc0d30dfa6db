import type { Mapper } from "../mapping";
import { natGateway } from "./nat-gateway";

/** Every mapper, one for each type that AWS bills. */
const all: readonly Mapper[] = [natGateway];

/** Mappers by Pulumi type. */
export const mappers: ReadonlyMap<string, Mapper> = new Map(
    all.flatMap((mapper) => mapper.types.map((type) => [type, mapper] as const)),
);
