import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, usage } from "../quantity";

/** A secret for a month, whoever made it. */
export const secretMonth = price("AWSSecretsManager", "Secret");
const request = price("AWSSecretsManager", "API Request");

/** A secret where it is, and each replica in its own region at that region's price; requests are counted at home. */
export const secret: Mapper = {
    types: ["aws:secretsmanager/secret:Secret"],
    source: "https://aws.amazon.com/secrets-manager/pricing/",
    prices: [secretMonth, request],
    usage: { monthly_requests: { unit: "requests", meaning: "API requests" } },
    lines: (resource) => [
        { name: "secret", unit: "secret-month", price: secretMonth, quantity: known(1) },
        ...resource.list("replicas").map((replica, at): Line => {
            const region = replica.text("region");
            return {
                name: `replica ${region ?? at}`,
                unit: "secret-month",
                price: secretMonth,
                quantity: known(1),
                ...(region === undefined ? {} : { place: region }),
                input: `replicas.${at}`,
            };
        }),
        { name: "requests", unit: "requests", price: request, quantity: usage("monthly_requests") },
    ],
};
