import assert from "node:assert/strict";
import { handler } from "../../../apps/rotate-password/handler";
import { rotate } from "../../../apps/rotate-password/rotation";
import { Database, Secret } from "./fakes";

const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

describe("a rotation of the password", () => {
    let secret: Secret;
    let login: Database;
    const run = (step: string, token = "two") =>
        rotate({ SecretId: "arn", ClientRequestToken: token, Step: step }, { secret, login });

    beforeEach(() => {
        secret = new Secret();
        login = new Database();
    });

    it("gives secret and database the same new password in four steps, and leaves no session open", async () => {
        for (const step of steps) {
            await run(step);
        }
        assert.deepEqual(secret.labels, { two: ["AWSCURRENT"], one: ["AWSPREVIOUS"] });
        assert.notEqual(login.password, "old");
        assert.equal(await secret.read("AWSCURRENT"), login.password);
        assert.equal(login.sessions, 0);
    });

    it("makes a password of letters and digits, as long as the one before, and never the same", async () => {
        secret.values.set("one", "x".repeat(40));
        await run("createSecret");
        const made = secret.values.get("two");
        assert.match(made ?? "", /^[A-Za-z0-9]{40}$/);
        secret.values.delete("two");
        await run("createSecret");
        assert.notEqual(secret.values.get("two"), made);
    });

    it("makes a long password where people had set a short one", async () => {
        await run("createSecret");
        assert.equal(secret.values.get("two")?.length, 22);
    });

    for (const repeated of steps) {
        it(`ends as well when ${repeated} is sent twice`, async () => {
            for (const step of steps) {
                await run(step);
                await (step === repeated ? run(step) : undefined);
            }
            assert.equal(await secret.read("AWSCURRENT"), login.password);
            assert.equal(login.changes, 1);
            assert.equal(login.sessions, 0);
        });
    }

    it("finds a database that has the password before the current one", async () => {
        secret.labels = { zero: ["AWSPREVIOUS"], ...secret.labels };
        secret.values.set("zero", "older");
        login.password = "older";
        await run("createSecret");
        await run("setSecret");
        assert.equal(login.password, secret.values.get("two"));
    });

    it("says that people are needed when the database refuses every password", async () => {
        login.password = "set by hand";
        await run("createSecret");
        await assert.rejects(run("setSecret"), /refuses every password/);
        await assert.rejects(run("testSecret"), /refuses the new password/);
    });

    it("fails on a server that was demoted meanwhile, with nothing changed and nothing open, and can be resumed", async () => {
        await run("createSecret");
        login.readOnly = true;
        await assert.rejects(run("setSecret"), /read-only/);
        assert.deepEqual([login.password, login.sessions], ["old", 0]);
        login.readOnly = false;
        await run("setSecret");
        assert.equal(login.password, secret.values.get("two"));
    });

    it("does nothing for a version that is in force already", async () => {
        secret.labels = { one: ["AWSPREVIOUS"], two: ["AWSCURRENT", "AWSPENDING"] };
        await run("setSecret");
        assert.equal(login.password, "old");
    });

    it("refuses a step that there is not, a version that there is not, and one that is not pending", async () => {
        await assert.rejects(run("toString"), /expected one of createSecret, .*, got toString/);
        await assert.rejects(run("setSecret", "three"), /expected a version of the secret, got three/);
        secret.labels = { ...secret.labels, three: ["AWSPREVIOUS"] };
        await assert.rejects(run("setSecret", "three"), /expected the version that is pending, got three/);
    });
});

describe("the function that rotates", () => {
    it("names the variable that it lacks", async () => {
        const event = { SecretId: "arn", ClientRequestToken: "two", Step: "createSecret" };
        await assert.rejects(handler(event), /DATABASE_PORT: expected a text in the environment, got nothing/);
    });
});
