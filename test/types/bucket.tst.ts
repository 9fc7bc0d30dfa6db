import { describe, expect, it } from "tstyche";
import type { BucketArgs } from "../../components/bucket";

const anywhere = { place: { region: "eu-west-1", tags: {} }, account: "111122223333", protect: true } as const;
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";

describe("BucketArgs", () => {
    it("takes each purpose", () => {
        expect<BucketArgs>().type.toBeAssignableFrom({
            ...anywhere,
            keyArn,
            settings: { purpose: "app-bundle" },
        } as const);
        expect<BucketArgs>().type.toBeAssignableFrom({
            ...anywhere,
            keyArn,
            settings: { purpose: "captures", retentionDays: 30 },
        } as const);
        expect<BucketArgs>().type.toBeAssignableFrom({
            ...anywhere,
            settings: { purpose: "balancer-logs", retentionDays: 90 },
        } as const);
    });

    it("knows no key of ours where balancers write, and no bucket of our own without one", () => {
        expect<BucketArgs>().type.not.toBeAssignableFrom({
            ...anywhere,
            keyArn,
            settings: { purpose: "balancer-logs", retentionDays: 90 },
        } as const);
        expect<BucketArgs>().type.not.toBeAssignableFrom({ ...anywhere, settings: { purpose: "models" } } as const);
    });

    it("knows nothing that piles up and never goes", () => {
        expect<BucketArgs>().type.not.toBeAssignableFrom({
            ...anywhere,
            keyArn,
            settings: { purpose: "reports" },
        } as const);
    });
});
