import Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { known, usage } from "../quantity";
import { after } from "./allowance";

const source = "https://aws.amazon.com/kms/pricing/";

const keyMonth = price("AWSKMS", "Encryption Key");
const symmetric = price("AWSKMS", "API request - Non Free Tier");
const rsa2048 = price("AWSKMS", "Asymmetric Requests RSA_2048");
const asymmetric = price("AWSKMS", "Asymmetric Requests except RSA_2048API");
const eccPair = price("AWSKMS", "API Requests GenerateDatakeyPair ECC");
const rsaPair = price("AWSKMS", "API Requests GenerateDatakeyPair RSA");

/** Requests that are free each month; those to RSA 2048 share them, which is left out: few keys are both. */
const allowance = { name: "KMS requests", free: 20_000 };

/** Times that a rotation adds to the price of a key; later ones are free. */
const billedRotations = 2;

/**
 * A key or a replica of one, each billed by itself; the first two rotations add as much again each, so a key that rotates
 * costs three times as much after the second. Requests cost by the kind of key, and pairs of data keys by the kind of
 * pair: an RSA pair costs 120 times an elliptic one.
 */
export const key: Mapper = {
    types: [
        "aws:kms/key:Key",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/externalKey:ExternalKey",
        "aws:kms/replicaExternalKey:ReplicaExternalKey",
    ],
    source,
    prices: [keyMonth, symmetric, rsa2048, asymmetric, eccPair, rsaPair],
    usage: {
        monthly_requests: { unit: "requests", meaning: "API requests, also those that services make with the key" },
        monthly_ecc_data_key_pair_requests: { unit: "requests", meaning: "GenerateDataKeyPair of elliptic curves" },
        monthly_rsa_data_key_pair_requests: { unit: "requests", meaning: "GenerateDataKeyPair of RSA" },
    },
    lines: (resource, { settings, states }) => {
        const request = requestPrice(specOf(resource));
        return [
            { name: "key", unit: "key-month", price: keyMonth, quantity: known(1) },
            ...rotationLines(resource),
            {
                name: "requests",
                unit: "requests",
                price: request === symmetric ? after(allowance, request, settings) : request,
                quantity: usage("monthly_requests"),
            },
            ...[
                { name: "ECC data key pairs", price: eccPair, key: "monthly_ecc_data_key_pair_requests" },
                { name: "RSA data key pairs", price: rsaPair, key: "monthly_rsa_data_key_pair_requests" },
            ]
                .filter((pair) => states(pair.key))
                .map((pair) => ({ ...pair, unit: "requests", quantity: usage(pair.key) })),
        ];
    },
};

/** A replica is what its primary is. */
function primaryOf(resource: CostResource): CostResource | undefined {
    return resource.type.includes("Replica") ? resource.follow("primaryKeyArn", "aws:kms/key:Key") : resource;
}

// https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
const symmetricSpecs = ["SYMMETRIC_DEFAULT", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512"] as const;
const specs = [
    ...symmetricSpecs,
    ...(["RSA_2048", "RSA_3072", "RSA_4096"] as const),
    ...(["ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519"] as const),
    ...(["ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "SM2"] as const),
] as const;

type Spec = (typeof specs)[number];

function specOf(resource: CostResource): Spec {
    const primary = primaryOf(resource);
    return primary?.choice("customerMasterKeySpec", specs) ?? primary?.choice("keySpec", specs) ?? "SYMMETRIC_DEFAULT";
}

function requestPrice(spec: Spec): PriceName {
    if (spec === "RSA_2048") {
        return rsa2048;
    }
    return symmetricSpecs.some((one) => one === spec) ? symmetric : asymmetric;
}

/** None in a new key; two at the most. */
function rotationLines(resource: CostResource): readonly Line[] {
    const band = { low: new Big(0), typical: new Big(0), high: new Big(billedRotations) };
    return primaryOf(resource)?.flag("enableKeyRotation") === true
        ? [
              {
                  name: "earlier key material",
                  unit: "key-month",
                  price: keyMonth,
                  quantity: known(band),
                  input: "enableKeyRotation",
              },
          ]
        : [];
}
