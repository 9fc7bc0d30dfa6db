import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { known, usage } from "../quantity";

const general = price("AWSPrivateCA", "Certificate Authority Paid");
const shortLived = price("AWSPrivateCA", "Short lived Certificate Authority");
const shortCertificate = price("AWSPrivateCA", "Short lived Certificate Issued");
const certificates: Tiers = {
    name: "private certificates",
    steps: [
        { upTo: 1000, price: price("AWSPrivateCA", "Certificate Issued from 0 to 1000") },
        { upTo: 10_000, price: price("AWSPrivateCA", "Certificate Issued from 1000 to 10000") },
        { price: price("AWSPrivateCA", "Certificate Issued from 10001 and above") },
    ],
};

const usageModes = ["GENERAL_PURPOSE", "SHORT_LIVED_CERTIFICATE"] as const;

const issuedKey = "monthly_requests";

/** A month of an authority, whether or not it is enabled, and each certificate that it issues. */
export const certificateAuthority: Mapper = {
    types: ["aws:acmpca/certificateAuthority:CertificateAuthority"],
    source: "https://aws.amazon.com/private-ca/pricing/",
    prices: [general, shortLived, shortCertificate, certificates],
    usage: { [issuedKey]: { unit: "certificates", meaning: "issued" } },
    lines: (resource) => {
        const isShort = resource.choice("usageMode", usageModes) === "SHORT_LIVED_CERTIFICATE";
        return [
            {
                name: "authority",
                unit: "authority-month",
                price: isShort ? shortLived : general,
                quantity: known(1),
                input: "usageMode",
            },
            {
                name: "certificates",
                unit: "certificates",
                price: isShort ? shortCertificate : certificates,
                quantity: usage(issuedKey),
                input: "usageMode",
            },
        ];
    },
};
