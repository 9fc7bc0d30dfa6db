import assert from "node:assert/strict";
import { secretsManager } from "../../../apps/rotate-password/secret-api";
import { authorization } from "../../../apps/rotate-password/signature";

const caller = { region: "eu-west-1", accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "session" };

interface Sent {
    readonly headers: Record<string, string>;
    readonly fields: unknown;
}

/** Answers every call alike, and keeps what was asked. */
function answering(status: number, answer: unknown): { readonly send: typeof fetch; readonly sent: Sent[] } {
    const sent: Sent[] = [];
    const send: typeof fetch = (_url, init) => {
        sent.push({
            headers: init?.headers as Record<string, string>,
            fields: JSON.parse(init?.body as string),
        });
        return Promise.resolve(new Response(JSON.stringify(answer), { status }));
    };
    return { send, sent };
}

describe("Secrets Manager's API", () => {
    it("is asked for a version's labels by DescribeSecret, signed with the session's token", async () => {
        const { send, sent } = answering(200, { VersionIdsToStages: { one: ["AWSCURRENT"] } });
        assert.deepEqual(await secretsManager(caller, "arn", send).stages(), { one: ["AWSCURRENT"] });
        const [request] = sent;
        assert.deepEqual(request?.fields, { SecretId: "arn" });
        assert.equal(request.headers["x-amz-target"], "secretsmanager.DescribeSecret");
        assert.equal(request.headers["x-amz-security-token"], "session");
        assert.match(
            request.headers["authorization"] ?? "",
            /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/secretsmanager\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
        );
    });

    it("keeps a value as the version that the rotation named, and moves AWSCURRENT to it", async () => {
        const { send, sent } = answering(200, {});
        const secret = secretsManager(caller, "arn", send);
        await secret.propose("two", "new");
        await secret.promote({ to: "two", from: "one" });
        assert.deepEqual(
            sent.map(({ fields }) => fields),
            [
                {
                    SecretId: "arn",
                    ClientRequestToken: "two",
                    SecretString: "new",
                    VersionStages: ["AWSPENDING"],
                },
                {
                    SecretId: "arn",
                    VersionStage: "AWSCURRENT",
                    MoveToVersionId: "two",
                    RemoveFromVersionId: "one",
                },
            ],
        );
    });

    it("has no value under a label where the API finds none, and only then", async () => {
        const none = answering(400, { __type: "com.amazonaws#ResourceNotFoundException", Message: "not there" });
        assert.equal(await secretsManager(caller, "arn", none.send).read("AWSPENDING"), undefined);
        const denied = answering(400, { __type: "AccessDeniedException", message: "no right" });
        await assert.rejects(secretsManager(caller, "arn", denied.send).read("AWSPENDING"), {
            message: "GetSecretValue: AccessDeniedException: no right",
        });
    });
});

describe("a signature", () => {
    it("is the one of AWS's own example", () => {
        const signed = authorization(
            {
                method: "GET",
                url: new URL("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
                headers: {
                    "x-amz-date": "20150830T123600Z",
                    host: "iam.amazonaws.com",
                    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
                },
                body: "",
            },
            {
                accessKeyId: "AKIDEXAMPLE",
                secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                region: "us-east-1",
                service: "iam",
            },
        );
        assert.equal(
            signed,
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, " +
                "SignedHeaders=content-type;host;x-amz-date, " +
                "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
        );
    });
});
