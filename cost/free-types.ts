import { freeClusterTypes } from "./free/cluster-objects";
import { freeComputeTypes } from "./free/compute";
import { typesOf, type FreeListing } from "./free/listing";
import { freeManagementTypes } from "./free/management";
import { freeNetworkTypes } from "./free/network";
import { freeSecurityTypes } from "./free/security";
import { freeServiceTypes } from "./free/services";
import { freeStorageTypes } from "./free/storage";

/** What is made on the machine that runs the program, and lives in its state. */
const localTypes = [
    "awsx:ecr:Image",
    "awsx:ecr:RegistryImage",
    "command:local:Command",
    "docker-build:index:Image",
    "docker-build:index:Index",
    "docker:index/image:Image",
    "docker:index/tag:Tag",
    ...["Bytes", "Id", "Integer", "Password", "Pet", "Shuffle", "String", "Uuid", "Uuid4", "Uuid7"].map(
        (name) => `random:index/random${name}:Random${name}`,
    ),
    ...["CertRequest", "LocallySignedCert", "PrivateKey", "SelfSignedCert"].map(
        (name) => `tls:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
    ),
];

/** Every list of types that AWS bills nothing for. */
export const freeListings: readonly FreeListing[] = [
    freeComputeTypes,
    freeManagementTypes,
    freeNetworkTypes,
    freeSecurityTypes,
    freeServiceTypes,
    freeStorageTypes,
];

/**
 * Why a type is free; undefined for a type that is not listed. It is AWS's page that says so, not this project: a type
 * belongs here only when whatever it is a part of is billed by another type, or when AWS bills nothing at all.
 */
export const freeTypes: ReadonlyMap<string, string> = new Map([
    ...freeListings.flatMap(typesOf),
    ...freeClusterTypes,
    ...localTypes.map((type) => [type, "it is made on the machine that runs the program"] as const),
]);
