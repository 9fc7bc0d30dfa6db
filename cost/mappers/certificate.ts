import type { CostResource } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";

/**
 * A public certificate is free as long as only AWS's services use it. One that may be exported is billed by its names when
 * it is issued; the price list at hand has no such rows. A private one is billed with its authority.
 */
export const certificate: Mapper = {
    types: ["aws:acm/certificate:Certificate"],
    source: "https://aws.amazon.com/certificate-manager/pricing/",
    prices: [],
    lines: (resource) =>
        resource.choice("options.export", ["ENABLED", "DISABLED"]) === "ENABLED" ? exportLines(resource) : [],
};

function exportLines(resource: CostResource): readonly Line[] {
    const names = [resource.text("domainName"), ...resource.list("subjectAlternativeNames").map((one) => one.asText())];
    const wildcards = names.filter((name) => name?.startsWith("*.")).length;
    return [
        { kind: "exportable name", count: names.length - wildcards },
        { kind: "exportable wildcard", count: wildcards },
    ]
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => ({
            name: kind,
            unit: "certificates",
            price: price("AWSCertificateManager", kind),
            quantity: known(count),
            input: "options.export",
        }));
}
