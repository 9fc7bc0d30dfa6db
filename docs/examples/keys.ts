import { Keys } from "../../components/keys";
import { sealAndOpen } from "../../components/keys/access";

/** A key for each of two regions, and one that opens in both what it sealed in either. */
export function example(): unknown {
    const keys = new Keys("orders", {
        place: { region: "eu-west-1", tags: {} },
        regions: ["eu-west-1", "us-east-1"],
        account: "111122223333",
        shared: true,
        protect: true,
    });
    return {
        bucketKey: keys.arn("us-east-1"),
        tokenKey: keys.shared?.alias,
        // For the role of a program that seals tokens in us-east-1.
        statements: keys.shared === undefined ? [] : sealAndOpen(keys.shared.arn("us-east-1")),
    };
}
