import { Bucket } from "../../components/bucket";

/** Where drills leave their reports, and where balancers of the same region leave their logs. */
export function example(): unknown {
    const common = { place: { region: "eu-west-1", tags: {} }, account: "111122223333", protect: true } as const;
    const reports = new Bucket("orders-reports", {
        ...common,
        settings: { purpose: "reports", retentionDays: 365 },
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd",
    });
    const logs = new Bucket("orders-logs", { ...common, settings: { purpose: "balancer-logs", retentionDays: 90 } });
    // For the role of the program that writes reports: it can add them, and neither read nor delete any.
    return { statements: reports.write("runs/*"), accessLogs: { bucket: logs.bucket, enabled: true } };
}
