import * as pulumi from "@pulumi/pulumi";
import { InferenceEndpoint } from "../../components/inference-endpoint";

/** A queue for slow requests, with no instance while it is empty, and who may put requests there. */
export function example(): unknown {
    const endpoint = new InferenceEndpoint("documents-euw1", {
        place: { region: "eu-west-1", tags: {} },
        account: "111122223333",
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: { public: [], app: [pulumi.output("subnet-0123456789abcdef0")], data: [] },
        },
        models: {
            region: "eu-west-1",
            bucket: pulumi.output("orders-models-euw1"),
            repositoryUrl: pulumi.output("111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-models"),
            repositoryArn: pulumi.output("arn:aws:ecr:eu-west-1:111122223333:repository/orders-models"),
        },
        results: {
            bucket: pulumi.output("orders-results-euw1"),
            arn: pulumi.output("arn:aws:s3:::orders-results-euw1"),
        },
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        settings: {
            kind: "async",
            model: { kind: "single", imageTag: "1.4.0", artifact: "documents/2026-09-01/model.tar.gz" },
            instanceType: "ml.g5.xlarge",
            concurrentPerInstance: 4,
            capacity: { min: 0, max: 5, backlogPerInstance: 10 },
            rollout: { kind: "all-at-once", bakeSeconds: 120 },
            capture: "none",
            network: "isolated",
            oldestRequestSeconds: 900,
            errorPercent: 1,
        },
        protect: true,
    });
    return { name: endpoint.endpointName, rights: endpoint.access };
}
