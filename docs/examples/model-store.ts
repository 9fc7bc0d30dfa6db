import { ModelStore } from "../../components/model-store";

/** Models and images that are put in Ireland and copied to Virginia. */
export function example(): unknown {
    const store = new ModelStore("orders-models", {
        place: { region: "eu-west-1", tags: {} },
        account: "111122223333",
        buckets: {
            "eu-west-1": { bucket: "orders-models-euw1" },
            "us-east-1": { bucket: "orders-models-use1" },
        },
        keyArn: (region) => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
        protect: true,
    });
    return { pushTo: store.inRegion("eu-west-1").repositoryUrl };
}
