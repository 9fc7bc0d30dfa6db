import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { Home, messages, settings } from "./gameday-fixture";

const drill = ["gameday", "run", "region-loss"];

describe("antipode gameday run, before anything starts", function () {
    this.timeout(60_000);
    let home: Home;

    before("build the bundle", async () => {
        home = new Home();
        await home.run(["--help"]);
    });
    after(() => home.end());
    afterEach("nothing was left", () => {
        assert.deepEqual(home.runs(), []);
        assert.ok(!existsSync(home.twin));
    });

    const refusals: readonly (readonly [what: string, words: readonly string[], message: RegExp])[] = [
        ["an unknown stack", [...drill, "--stack", "stagin"], /dev, prod, staging.*"stagin"/],
        [
            "an unknown drill",
            ["gameday", "run", "region-los"],
            /region-loss, region-refused, switchover, got "region-los"/,
        ],
        ["a clock that is none", [...drill, "--clock", "fast"], /clock.*fast/],
        ["a value without a path", [...drill, "--set", "10"], /--set: expected path=value.*got 10/],
        [
            "a misspelt key, with its path",
            [...drill, ...settings({ "traffic.healthCheck.failureTreshold": 10 })],
            /traffic\.healthCheck.*failureTreshold/,
        ],
        [
            "overlapping CIDRs",
            [...drill, ...settings({ "regions.eu-central-1.cidr": "10.20.0.0/16" })],
            /platform\.regions\.eu-central-1\.cidr: expected a block apart from that of eu-west-1/,
        ],
    ];
    for (const [what, words, message] of refusals) {
        it(`fails with 2 on ${what}, in one line`, async () => {
            const ended = await home.run(words);
            assert.deepEqual([ended.code, ended.stdout, messages(ended).length], [2, "", 1], ended.stderr);
            assert.match(messages(ended)[0] ?? "", message);
        });
    }

    it("fails with 3 and the setting to change where user namespaces are not allowed", async () => {
        // The limit is per user namespace: in one of our own we may set it, and it ends with the command.
        const forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"';
        const ended = await home.run(drill, ["unshare", "--map-root-user", "sh", "-c", forbid, "sh"]);
        assert.deepEqual([ended.code, ended.stdout, messages(ended).length], [3, "", 1], ended.stderr);
        assert.match(ended.stderr, /user namespaces are not allowed.*sysctl -w user\.max_user_namespaces=/);
    });

    it("fails with 3 and the command that installs it where an engine is missing", async () => {
        // An ordinary user of a system whose /usr/sbin is empty: no haproxy, no unbound, and no right to install them.
        const hide = 'mount -t tmpfs none /usr/sbin && exec unshare --user --map-user=1000 --map-group=1000 -- "$@"';
        const ended = await home.run(drill, ["unshare", "--map-root-user", "--mount", "sh", "-c", hide, "sh"]);
        assert.deepEqual([ended.code, ended.stdout, messages(ended).length], [3, "", 1], ended.stderr);
        assert.match(ended.stderr, /haproxy.* not found: run `sudo \S+\/install-debian .*haproxy/);
    });
});

describe("antipode plan --set", function () {
    this.timeout(60_000);
    let home: Home;

    before(() => {
        home = new Home();
    });
    after(() => home.end());

    it("shows the plan of the changed config", async () => {
        const changed = settings({ "regions.eu-central-1.web.max": 9 });
        const { code, stdout, stderr } = await home.run(["plan", "--format", "json", ...changed]);
        assert.equal(code, 0, stderr);
        const { resources } = JSON.parse(stdout) as { resources: { type: string; region?: string; inputs: unknown }[] };
        const groups = resources.filter(({ type }) => type === "aws:autoscaling/group:Group");
        const sizes = groups.map(({ region, inputs }) => [region, (inputs as { maxSize: number }).maxSize]);
        assert.deepEqual(sizes.sort(), [
            ["eu-central-1", 9],
            ["eu-west-1", 6],
        ]);
    });

    it("fails with 2 beside a plan from a file, which is settled", async () => {
        const ended = await home.run(["plan", "plan.json", ...settings({ name: "other" })]);
        assert.deepEqual([ended.code, messages(ended).length], [2, 1]);
        assert.match(ended.stderr, /--set: expected no FILE beside it/);
    });
});

describe("antipode twin", function () {
    this.timeout(120_000);
    let home: Home;

    before(() => {
        home = new Home();
    });
    after(() => home.end());

    const up = (name: string) => ["twin", "up", "--name", name, ...settings({ "regions.eu-central-1.web.min": 1 })];

    it("stands twice at once, refuses a second one by the same name, and ends when it is told", async () => {
        const [one, two] = [home.start(up("one")), home.start(up("two"))];
        await Promise.all([one.says(/the twin one is ready/), two.says(/the twin two is ready/)]);
        const families = [home.familyOf(one), home.familyOf(two)];

        const [again, which] = [await home.run(up("one")), await home.run(["twin", "status"])];
        assert.deepEqual([again.code, messages(again).length], [2, 1], again.stderr);
        assert.match(again.stderr, /a twin runs in .*twins\/one already/);
        assert.deepEqual([which.code, messages(which).length], [2, 1]);
        assert.match(which.stderr, /several twins run: name one of one, two by --name/);

        const status = await home.run(["twin", "status", "--name", "two", "--format", "json"]);
        const rows = JSON.parse(status.stdout) as { cell: string; kind: string }[];
        const instances = rows.filter(({ kind }) => kind === "app").map(({ cell }) => cell);
        assert.deepEqual(instances.sort(), ["eu-central-1", "eu-west-1", "eu-west-1"], "--set changed the plan");

        assert.equal((await home.run(["twin", "down", "--name", "one"])).code, 0);
        assert.equal((await one.ended).code, 0);
        two.interrupt();
        assert.equal((await two.ended).code, 0);
        for (const family of families) {
            await home.isClean(family);
        }
        const none = await home.run(["twin", "status"]);
        assert.deepEqual([none.code, messages(none).length], [2, 1]);
        assert.match(none.stderr, /no twin runs/);
    });

    it("starts again in the folder of a twin that was killed", async () => {
        const killed = home.start(up("one"));
        await killed.says(/the twin one is ready/);
        const family = home.familyOf(killed);
        await killed.kill();
        await home.isClean(family);
        const next = home.start(up("one"));
        await next.says(/the twin one is ready/);
        next.interrupt();
        assert.equal((await next.ended).code, 0);
    });

    it("ends at once, with 130, by Ctrl-C while it starts", async () => {
        const command = home.start(up("one"));
        await command.says(/cells have their networks/);
        const family = home.familyOf(command);
        command.interrupt();
        const ended = await command.ended;
        assert.equal(ended.code, 130, ended.stderr);
        assert.doesNotMatch(ended.stderr, /is ready after/);
        await home.isClean(family);
    });
});
