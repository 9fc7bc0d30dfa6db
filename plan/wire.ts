import { isAbsolute, relative, resolve } from "node:path";
import {
    specialArchiveSig,
    specialAssetSig,
    specialOutputValueSig,
    specialResourceSig,
    specialSecretSig,
    specialSigKey,
} from "@pulumi/pulumi/runtime/rpc";
import type { WireObject, WireValue } from "./outputs";
import type { PlanValue } from "./plan";
import { readText, writeToken } from "./token";

/** Marks a value as secret, as the SDK does. */
export function secretOnWire(value: WireValue): WireValue {
    return { [specialSigKey]: specialSecretSig, value };
}

/**
 * A value as a plan holds it.
 * @param directory the project's root, to which paths of assets become relative
 * @throws Error for what a plan cannot hold: assets from a URL, archives put together in the program
 */
function planValue(value: WireValue, directory: string): PlanValue {
    if (typeof value === "string") {
        return readText(value);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map((entry) => planValue(entry, directory));
    }
    const signature = value[specialSigKey];
    if (typeof signature === "string") {
        return marked(signature, value, directory);
    }
    return planObject(value, directory);
}

/** Every entry by {@link planValue}. */
export function planObject(value: WireObject, directory: string): Record<string, PlanValue> {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, planValue(entry, directory)]));
}

function marked(signature: string, value: WireObject, directory: string): PlanValue {
    switch (signature) {
        case specialSecretSig:
            return { $secret: planValue(value["value"] ?? null, directory) };
        case specialOutputValueSig:
            return planValue(value["value"] ?? null, directory);
        case specialResourceSig:
            return {
                $ref: {
                    urn: typeof value["urn"] === "string" ? value["urn"] : "",
                    output: "id" in value ? "id" : "urn",
                },
            };
        case specialAssetSig:
        case specialArchiveSig:
            return { $asset: assetOf(value, directory) };
        default:
            throw new Error(`a value has the unknown mark ${signature}`);
    }
}

function assetOf({ path, text }: WireObject, directory: string): { path: string } | { text: string } {
    if (typeof path === "string") {
        return { path: isAbsolute(path) ? relative(directory, path) : relative(directory, resolve(directory, path)) };
    }
    if (typeof text === "string") {
        return { text };
    }
    throw new Error("an asset is neither a file nor a text: expected FileAsset, FileArchive or StringAsset");
}

/** Properties that hold base64 which a person would want to read; EC2 wants user data so. */
const base64Properties: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/launchTemplate:LaunchTemplate": ["userData"],
    "aws:ec2/instance:Instance": ["userDataBase64"],
};

/** The inputs with user data as text, so that the tokens in it can be seen. */
export function decodeUserData(type: string, inputs: WireObject): WireObject {
    const decoded = { ...inputs };
    for (const name of base64Properties[type] ?? []) {
        const value = inputs[name];
        if (typeof value === "string") {
            decoded[name] = decodeText(value);
        } else if (isSecret(value) && typeof value["value"] === "string") {
            decoded[name] = { ...value, value: decodeText(value["value"]) };
        }
    }
    return decoded;
}

function isSecret(value: WireValue | undefined): value is WireObject {
    return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        value[specialSigKey] === specialSecretSig
    );
}

/** Whether a value is a secret, or one is within it. */
export function holdsSecret(value: WireValue | undefined): boolean {
    return (
        typeof value === "object" &&
        value !== null &&
        (isSecret(value) || Object.values(value).some((within) => holdsSecret(within)))
    );
}

function decodeText(base64: string): string {
    const text = Buffer.from(base64, "base64").toString("utf8");
    const isBase64 = Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "") === base64.replace(/=+$/, "");
    return isBase64 ? text : base64;
}

/** The urn of a provider from the reference (`<urn>::<id>`) that a registration carries. */
export function providerUrn(reference: string): string | undefined {
    const end = reference.indexOf("::${");
    return end < 0 ? undefined : reference.slice(0, end);
}

/** The id that stands for a resource until AWS gives it one. */
export function idToken(urn: string): string {
    return writeToken({ urn, output: "id" });
}
