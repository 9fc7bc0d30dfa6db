import { AppBundle } from "../../components/app-bundle";
import { Bucket } from "../../components/bucket";

/** One file that the build made, as the instances of a cell fetch it. */
export function example(): unknown {
    const place = { region: "eu-west-1", tags: {} } as const;
    const bucket = new Bucket("orders-euw1-app", {
        place,
        account: "111122223333",
        settings: { purpose: "app-bundle" },
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd",
        protect: true,
    });
    const bundle = new AppBundle("orders-euw1-app", {
        place,
        bucket,
        path: "dist/apps/orders/server.cjs",
        key: "orders/server.cjs",
    });
    return { key: bundle.key, version: bundle.version, statements: bundle.access };
}
