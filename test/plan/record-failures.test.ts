import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import * as aws from "@pulumi/aws";
import type { Plan, PlanResource } from "../../plan/plan";
import { recordProgram, type Program } from "../../plan/record";

function record(program: Program): Promise<Plan> {
    return recordProgram(program, { project: "project", stack: "stack", directory: "/project" });
}

async function recordOne(program: Program, name: string): Promise<PlanResource> {
    const resource = (await record(program)).resources.find((one) => one.name === name);
    assert.ok(resource, `no resource ${name} in the plan`);
    return resource;
}

function refuse(): never {
    throw new Error("thrown in apply");
}

describe("a program that goes wrong", () => {
    it("fails with its own error and where it was thrown", async () => {
        const limit = Error.stackTraceLimit;
        const program = (): void => {
            throw new RangeError("no such zone");
        };
        await assert.rejects(record(program), (error: Error) => {
            assert.ok(error instanceof RangeError);
            assert.equal(error.message, "no such zone");
            assert.match(error.stack ?? "", /record-failures\.test\.ts/);
            return true;
        });
        assert.equal(Error.stackTraceLimit, limit);
    });

    it("fails when it throws inside apply", async () => {
        const program = (): void => {
            const network = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, {});
            network.id.apply(refuse);
        };
        await assert.rejects(record(program), /thrown in apply/);
    });

    it("fails when it asks a provider", async () => {
        await assert.rejects(
            record(() => aws.getRegionOutput({}, {})),
            /aws:index\/getRegion:getRegion asks a provider/,
        );
    });

    it("fails when it reads what exists", async () => {
        await assert.rejects(
            record(() => aws.ec2.Vpc.get("found", "vpc-1")),
            /"found" reads what exists/,
        );
    });

    it("fails when two resources have one urn", async () => {
        const program = (): void => {
            new aws.s3.Bucket("bucket", {}, {});
            new aws.s3.Bucket("bucket", {}, {});
        };
        await assert.rejects(record(program), /two resources have the urn .*::bucket/);
    });

    it("leaves the next recording alone", async () => {
        await assert.rejects(
            record(() => {
                throw new Error("once");
            }),
        );
        const { resources } = await record(() => new aws.s3.Bucket("bucket", {}, {}));
        assert.deepEqual(
            resources.map(({ name }) => name),
            ["bucket"],
        );
    });
});

describe("a program that does not wait", () => {
    it("is recorded to the end when it forgets an await", async () => {
        const late = async (): Promise<void> => {
            await readFile(__filename);
            await setTimeout(5);
            new aws.s3.Bucket("late", {}, {});
        };
        const program = (): void => {
            void late();
        };
        assert.equal((await recordOne(program, "late")).name, "late");
    });

    it("is recorded to the end when nobody waits for its registrations", async () => {
        const { resources } = await record(() => {
            let previous: aws.s3.Bucket | undefined;
            for (let index = 0; index < 30; index += 1) {
                previous = new aws.s3.Bucket(
                    `b${String(index)}`,
                    previous ? { tags: { previous: previous.id } } : {},
                    {},
                );
            }
        });
        assert.equal(resources.length, 30);
    });

    it("does not mix with one that runs at the same time", async () => {
        const plans = await Promise.all(["one", "two"].map((name) => record(() => new aws.s3.Bucket(name, {}, {}))));
        assert.deepEqual(
            plans.map(({ resources }) => resources.map(({ name }) => name)),
            [["one"], ["two"]],
        );
    });
});
