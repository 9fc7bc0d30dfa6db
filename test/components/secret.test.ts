import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Secret, type SecretArgs } from "../../components/secret";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, recordAlone, text } from "./platforms";

const place = { region: "eu-west-1", tags: {} } as const;

function record(change: Partial<SecretArgs> = {}): Promise<Plan> {
    return recordAlone(
        () =>
            new Secret("orders-database", {
                place,
                regions: ["eu-west-1", "us-east-1"],
                account: "111122223333",
                keys: { arn: (region) => pulumi.output(`arn:aws:kms:${region}:111122223333:key/one`) },
                description: "Password of the database",
                content: { kind: "given", value: "birth" },
                protect: true,
                ...change,
            }),
    );
}

describe("Secret", () => {
    it("is written at home and replicated to every other region, each copy under that region's key", async () => {
        const { inputs, region } = one(await record(), "aws:secretsmanager/secret:Secret");
        assert.equal(region, "eu-west-1");
        assert.equal(inputs["kmsKeyId"], "arn:aws:kms:eu-west-1:111122223333:key/one");
        assert.deepEqual(inputs["replicas"], [
            { region: "us-east-1", kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/one" },
        ]);
    });

    it("shows its value nowhere in the open", async () => {
        const version = one(await record(), "aws:secretsmanager/secretVersion:SecretVersion");
        assert.deepEqual(version.inputs["secretString"], { $secret: "birth" });
    });

    it("makes a value of its own of letters and digits when it is given none", async () => {
        const recorded = await record({ content: { kind: "generated", length: 40 } });
        const { inputs } = one(recorded, "random:index/randomPassword:RandomPassword");
        assert.deepEqual([inputs["length"], inputs["special"]], [40, false]);
        const stored = one(recorded, "aws:secretsmanager/secretVersion:SecretVersion").inputs["secretString"];
        assert.ok(field(stored, "$secret") !== undefined, JSON.stringify(stored));
    });

    for (const length of [21, 100]) {
        it(`fails to make a value of ${length} characters`, async () => {
            const message = `content.length: expected a whole number from 22 to 99, got ${length}`;
            await assert.rejects(record({ content: { kind: "generated", length } }), (error: Error) =>
                error.message.includes(message),
            );
        });
    }

    it("keeps a label on its first value and lets AWS move the others, so that no deployment undoes a rotation", async () => {
        const version = one(await record(), "aws:secretsmanager/secretVersion:SecretVersion");
        assert.deepEqual(version.inputs["versionStages"], ["AWSCURRENT", "birth"]);
        assert.deepEqual(version.options.ignoreChanges, ["versionStages"]);
    });

    it("is closed to other accounts, in every region, since its policy is replicated", async () => {
        const rules = one(await record(), "aws:secretsmanager/secretPolicy:SecretPolicy");
        assert.equal(rules.inputs["blockPublicPolicy"], true);
        const document = JSON.parse(text(rules.inputs["policy"])) as never;
        assert.equal(field(document, "Statement", 0, "Effect"), "Deny");
        assert.equal(
            field(document, "Statement", 0, "Condition", "StringNotEquals", "aws:PrincipalAccount"),
            "111122223333",
        );
    });

    it("rotates by itself when it is told who makes the new value", async () => {
        assert.deepEqual(ofType(await record(), "aws:secretsmanager/secretRotation:SecretRotation"), []);
        const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:rotate";
        const rotating = await record({ rotation: { settings: { everyDays: 30 }, functionArn } });
        const { inputs } = one(rotating, "aws:secretsmanager/secretRotation:SecretRotation");
        assert.equal(inputs["rotationLambdaArn"], functionArn);
        assert.deepEqual(inputs["rotationRules"], { automaticallyAfterDays: 30 });
    });

    for (const everyDays of [0, 1.5, 1001]) {
        it(`fails to rotate every ${everyDays} days`, async () => {
            const rotation = {
                settings: { everyDays },
                functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:x",
            };
            const message = `rotation.everyDays: expected a whole number from 1 to 1000, got ${everyDays}`;
            await assert.rejects(record({ rotation }), (error: Error) => error.message.includes(message));
        });
    }

    it("is gone at once only where the stack may be thrown away", async () => {
        const kept = one(await record(), "aws:secretsmanager/secret:Secret");
        assert.deepEqual([kept.inputs["recoveryWindowInDays"], kept.options.protect], [30, true]);
        const loose = one(await record({ protect: false }), "aws:secretsmanager/secret:Secret");
        assert.deepEqual([loose.inputs["recoveryWindowInDays"], loose.options.protect], [0, undefined]);
    });
});
