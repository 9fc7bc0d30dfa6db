import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { postgresLogin, type Target } from "../../apps/rotate-password/login";
import { rotate } from "../../apps/rotate-password/rotation";
import { Secret } from "../apps/rotate-password/fakes";
import { PostgresServer } from "./postgres-server";

describe("a rotation on PostgreSQL", function () {
    this.timeout(60_000);
    let server: PostgresServer;
    let target: Target;

    before(async () => {
        server = await PostgresServer.start("127.0.0.1");
        const { port } = server;
        const ca = await readFile(server.caFile, "utf8");
        target = { host: "localhost", port, database: "postgres", user: "orders", ca };
    });
    after(() => server.remove());

    it("leaves open sessions, refuses the old password and takes the new one", async () => {
        const old = (await readFile(server.passwordFile, "utf8")).trim();
        const secret = new Secret();
        secret.values.set("one", old);
        const login = postgresLogin(target);
        const open = await login.open(old);
        for (const step of ["createSecret", "setSecret", "testSecret", "finishSecret"]) {
            await rotate({ SecretId: "arn", ClientRequestToken: "two", Step: step }, { secret, login });
        }
        assert.equal(await login.open(old), undefined);
        const current = (await secret.read("AWSCURRENT")) ?? "";
        const again = await login.open(current);
        assert.notEqual(again, undefined);
        await open?.setPassword(old);
        await Promise.all([open?.close(), again?.close()]);
    });

    it("speaks to nobody whose certificate it cannot verify", async () => {
        const stranger = postgresLogin({ ...target, ca: "" });
        await assert.rejects(stranger.open("anything"), /certificate/);
    });
});
