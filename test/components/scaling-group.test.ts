import assert from "node:assert/strict";
import { parse } from "yaml";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, plan, text, twoRegions } from "./platforms";

const region = "eu-west-1";

describe("ScalingGroup", () => {
    let recorded: Plan;
    before(async () => {
        recorded = await plan(parsePlatform(twoRegions()));
    });

    const cloudConfig = (): unknown =>
        parse(text(one(recorded, "aws:ec2/launchTemplate:LaunchTemplate", region).inputs["userData"]));

    it("leaves its size to AWS between the limits of its cell", () => {
        const group = one(recorded, "aws:autoscaling/group:Group", region).inputs;
        assert.deepEqual([group["minSize"], group["maxSize"]], [2, 4]);
        assert.ok(!("desiredCapacity" in group));
    });

    it("replaces instances for each new version of its template, by number", () => {
        const group = one(recorded, "aws:autoscaling/group:Group", region).inputs;
        assert.match(String(field(group["launchTemplate"], "version", "$ref", "output")), /^latestVersion$/);
        assert.equal(field(group["instanceRefresh"], "strategy"), "Rolling");
        assert.equal(field(group["instanceRefresh"], "preferences", "minHealthyPercentage"), 100);
    });

    it("requires IMDSv2, encrypts its disk, runs arm64 resolved at launch, and labels what it launches", () => {
        const template = one(recorded, "aws:ec2/launchTemplate:LaunchTemplate", region).inputs;
        assert.equal(field(template["metadataOptions"], "httpTokens"), "required");
        assert.equal(field(template["metadataOptions"], "httpPutResponseHopLimit"), 1);
        assert.equal(field(template["blockDeviceMappings"], 0, "ebs", "encrypted"), "true");
        assert.match(text(template["imageId"]), /^resolve:ssm:.*-arm64$/);
        for (const index of [0, 1, 2]) {
            assert.equal(field(template["tagSpecifications"], index, "tags", "antipode:cell"), region);
        }
        const tags = one(recorded, "aws:autoscaling/group:Group", region).inputs["tags"];
        assert.ok((tags as unknown[]).every((tag) => field(tag as never, "propagateAtLaunch") === true));
    });

    it("follows CPU and requests per target, the latter only once a listener joins balancer and targets", () => {
        const policies = ofType(recorded, "aws:autoscaling/policy:Policy").filter(({ region: at }) => at === region);
        const metric = (index: number): unknown =>
            field(
                policies[index]?.inputs,
                "targetTrackingConfiguration",
                "predefinedMetricSpecification",
                "predefinedMetricType",
            );
        assert.deepEqual(
            policies.map(({ name }) => name),
            ["orders-euw1-cpu", "orders-euw1-requests"],
        );
        assert.deepEqual([metric(0), metric(1)], ["ASGAverageCPUUtilization", "ALBRequestCountPerTarget"]);
        const label = field(
            policies[1]?.inputs,
            "targetTrackingConfiguration",
            "predefinedMetricSpecification",
            "resourceLabel",
        );
        assert.match(String(label), /^\$\{.*loadBalancer.*#arnSuffix\}\/\$\{.*targetGroup.*#arnSuffix\}$/);
        assert.ok(policies[1]?.dependencies.some((urn) => urn.endsWith("::orders-euw1-https")));
    });

    it("may read its bundle, its secret, decrypt that secret, be reached in a session, and nothing else", () => {
        assert.deepEqual(ofType(recorded, "aws:iam/rolePolicyAttachment:RolePolicyAttachment"), []);
        const [policy] = ofType(recorded, "aws:iam/rolePolicy:RolePolicy").filter(
            ({ name }) => name === "orders-euw1-app",
        );
        const document = JSON.parse(text(policy?.inputs["policy"])) as { Statement: Record<string, unknown>[] };
        assert.deepEqual(
            document.Statement.flatMap(({ Action }) => Action),
            [
                "s3:GetObject",
                "s3:GetObjectVersion",
                "kms:Decrypt",
                "secretsmanager:GetSecretValue",
                "kms:Decrypt",
                "ssm:UpdateInstanceInformation",
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ],
        );
        const [bundle, , secret, key] = document.Statement.map(({ Resource }) => String(Resource));
        assert.match(bundle ?? "", /^\$\{.*s3\/bucket:Bucket::orders-euw1-app#arn\}\/orders\/server\.cjs$/);
        assert.match(secret ?? "", /^arn:aws:secretsmanager:eu-west-1:111122223333:secret:\$\{.*#name\}-\?{6}$/);
        assert.match(key ?? "", /kms\/key:Key::orders-euw1#arn/);
    });

    it("speaks to its balancer, to AWS, and to the data tier of every cell", () => {
        const out = ofType(recorded, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
            .filter(({ name }) => name.startsWith("orders-euw1-app-"))
            .map(({ inputs }) => `${text(inputs["cidrIpv4"])} ${text(inputs["toPort"])}`);
        assert.deepEqual(out.sort(), ["0.0.0.0/0 443", "10.0.64.0/19 5432", "10.1.64.0/19 5432"]);
    });

    it("starts the app with the writer's moving name and the readers' of its own cell", () => {
        const environment = String(field(cloudConfig() as never, "write_files", 0, "content"));
        const lines = new Map(
            environment
                .trim()
                .split("\n")
                .map((line) => line.split(/=(.*)/s, 2) as [string, string]),
        );
        assert.deepEqual([...lines.keys()].sort(), [
            "BUNDLE_VERSION",
            "DATABASE_NAME",
            "DATABASE_PASSWORD_FILE",
            "DATABASE_PORT",
            "DATABASE_USER",
            "INSTANCE_ID",
            "PORT",
            "READER_HOST",
            "REGION",
            "WRITER_HOST",
        ]);
        assert.match(lines.get("WRITER_HOST") ?? "", /globalCluster:GlobalCluster::orders#endpoint\}$/);
        assert.match(lines.get("READER_HOST") ?? "", /cluster:Cluster::orders-euw1#readerEndpoint\}$/);
        assert.equal(lines.get("INSTANCE_ID"), "{{ v1.instance_id }}");
        assert.match(lines.get("BUNDLE_VERSION") ?? "", /#versionId\}$/);
        assert.equal(lines.get("REGION"), region);
    });

    it("fetches its template's own version of the bundle from its cell's bucket, and its secret in its region", () => {
        const [copy = [], secret = [], start] = field(cloudConfig() as never, "runcmd") as string[][];
        assert.deepEqual(copy.slice(0, 5), ["aws", "s3api", "get-object", "--region", "eu-west-1"]);
        const options = new Map([5, 7, 9].map((index) => [copy[index], copy[index + 1] ?? ""]));
        assert.match(options.get("--bucket") ?? "", /^\$\{.*::orders-euw1-app#bucket\}$/);
        assert.equal(options.get("--key"), "orders/server.cjs");
        assert.match(options.get("--version-id") ?? "", /^\$\{.*#versionId\}$/);
        assert.equal(copy.at(-1), "/opt/orders/server.cjs");
        assert.match(secret[2] ?? "", /--region eu-west-1 --secret-id \$\{.*#name\} .* > \/opt\/orders\/password$/);
        assert.deepEqual(start, ["systemctl", "enable", "--now", "orders.service"]);
    });
});
