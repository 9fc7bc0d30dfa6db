import assert from "node:assert/strict";
import type { RequestLine } from "../../gameday/client-log";
import { ClientLogs } from "../../gameday/client-logs";
import { join } from "node:path";
import { connectTwin } from "../../twin/connection";
import { drillMilliseconds, Home, quick, until, type Drill } from "./gameday-fixture";

describe("a planned switchover", function () {
    this.timeout(drillMilliseconds);
    let home: Home;

    before(() => {
        home = new Home();
    });
    after(() => home.end());

    it("loses nothing, and keeps its twin until Ctrl-C by --keep", async () => {
        const drill = home.drill("switchover", ...quick, "--keep");
        await drill.command.says(/the twin stays up/, 180);
        const family = home.familyOf(drill.command);
        const status = await home.run(["twin", "status", "--format", "json"]);
        assert.equal(status.code, 0, status.stderr);
        drill.command.interrupt();
        const { code, stderr } = await drill.ended;
        assert.equal(code, 0, stderr);
        const { verdict, loss, platform } = drill.report();
        assert.deepEqual([verdict.result, platform.lostRegion], ["PASS", null]);
        assert.ok(loss.acknowledged > 100, loss.acknowledged.toFixed());
        assert.deepEqual([loss.lookUp, loss.lost, loss.late, loss.splitBrain], ["after-fail-back", 0, 0, 0]);
        await home.isClean(family);
    });

    it("reports an order that somebody deleted behind the app's back, and no other", async () => {
        const drill = home.drill("switchover", ...quick);
        await drill.phase("steady state");
        const order = await until(() => unreadOrder(drill), { what: () => "an acknowledged order", seconds: 60 });
        const twin = await connectTwin(home.twin);
        await twin.deleteOrder("eu-west-1", order);
        twin.disconnect();
        const { code, stderr } = await drill.ended;
        assert.equal(code, 1, stderr);
        const { verdict, loss } = drill.report();
        assert.deepEqual([verdict.result, loss.lost, loss.lostOrders], ["FAIL", 1, [order]]);
        assert.match(verdict.reasons.join("\n"), /lost/);
        await home.isClean();
    });
});

/** An order that a client was told is kept; the last of its log, which no client reads. */
function unreadOrder(drill: Drill): string | undefined {
    const lines: readonly RequestLine[] = new ClientLogs(join(drill.directory, "clients"), ["honest-0"]).refresh();
    const read = new Set(lines.filter(({ op }) => op === "read").map(({ order }) => order));
    return lines.findLast(({ op, status, order }) => op === "write" && status === 201 && !read.has(order))?.order;
}
