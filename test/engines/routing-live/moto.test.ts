import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UpdateHealthCheckCommand, type ResourceRecordSet } from "@aws-sdk/client-route-53";
import { answer } from "../../../routing/answer";
import { plannedZone, unknownMark } from "../../../routing/live/planned-zone";
import type { Zone } from "../../../routing/zone";
import { address, zone } from "../../routing/zones";
import { planOf } from "../support";
import { createCheck, createRecords, createZone, emulatorEnvironment, startMoto, type Moto } from "./moto-server";

const program = join(__dirname, "../../../bin/antipode");

interface Ended {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

describe("Route 53's API as moto has it", function () {
    this.timeout(60_000);
    let moto: Moto;
    let folder: string;

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "antipode-live-"));
        moto = await startMoto();
    });

    after(async () => {
        await moto.close();
        rmSync(folder, { recursive: true, force: true });
    });

    function run(...words: readonly string[]): Promise<Ended> {
        return runIn(emulatorEnvironment, ...words);
    }

    function runIn(env: NodeJS.ProcessEnv, ...words: readonly string[]): Promise<Ended> {
        const command = [program, "routing", ...words, "--endpoint", moto.endpoint];
        return new Promise((resolve) =>
            execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
                resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
            ),
        );
    }

    async function imported(zone: string): Promise<Zone> {
        const { code, stderr } = await run("import", "--zone", zone, "--output", join(folder, "zone.json"));
        assert.equal(code, 0, stderr);
        return JSON.parse(readFileSync(join(folder, "zone.json"), "utf8")) as Zone;
    }

    it("gives a zone with every policy that it keeps, more than a page of records, and their checks alone", async () => {
        const id = await createZone(moto, "large.example.");
        const own = (name: string) => `${name}.large.example.`;
        const checks = await Promise.all(
            Array.from({ length: 110 }, (_, at) =>
                createCheck(moto, { Type: "HTTP", FullyQualifiedDomainName: own(`n${at}`), Port: 80 }, `n${at}`),
            ),
        );
        const [first = "", second = "", third = "", ...others] = checks;
        const both = await createCheck(moto, {
            Type: "CALCULATED",
            ChildHealthChecks: [first, second],
            HealthThreshold: 1,
        });
        await createCheck(moto, { Type: "TCP", IPAddress: "192.0.2.200", Port: 22 });
        const value = (last: number) => ({ TTL: 60, ResourceRecords: [{ Value: `192.0.2.${last}` }] });
        const record = (name: string, fields: Partial<ResourceRecordSet>): ResourceRecordSet => ({
            Name: own(name),
            Type: "A",
            ...fields,
        });
        // Moto sorts a group's records by nothing and does not take StartRecordIdentifier, so a page may begin with
        // records that the last one had: they count once. It drops GeoProximityLocation, CidrRoutingConfig and alarms.
        const plain = Array.from({ length: 320 }, (_, at) =>
            record(`p${at}`, { ...value(at % 250), HealthCheckId: others[at] }),
        );
        await createRecords(moto, id, [
            ...plain,
            record("weighted", { SetIdentifier: "a", Weight: 10, ...value(1) }),
            record("weighted", { SetIdentifier: "b", Weight: 30, ...value(2) }),
            record("failover", { SetIdentifier: "a", Failover: "PRIMARY", HealthCheckId: both, ...value(3) }),
            record("failover", { SetIdentifier: "b", Failover: "SECONDARY", ...value(4) }),
            record("latency", { SetIdentifier: "a", Region: "eu-west-1", HealthCheckId: third, ...value(5) }),
            record("latency", { SetIdentifier: "b", Region: "us-east-1", ...value(6) }),
            record("geo", { SetIdentifier: "a", GeoLocation: { CountryCode: "IE" }, ...value(7) }),
            record("geo", { SetIdentifier: "b", GeoLocation: { CountryCode: "*" }, ...value(8) }),
            record("many", { SetIdentifier: "a", MultiValueAnswer: true, ...value(9) }),
            record("alias", {
                AliasTarget: { HostedZoneId: id, DNSName: own("failover"), EvaluateTargetHealth: true },
            }),
        ]);
        const found = await imported("large.example");
        assert.equal(found.ResourceRecordSets.length, 2 + 330);
        assert.deepEqual(
            found.HealthChecks.map(({ Id }) => Id),
            [...checks, both].sort(),
        );
        assert.equal(found.ResourceTagSets?.length, 111);
        assert.equal(found.DelegationSet?.NameServers?.length, 4);
        const asked = (name: string, from: string, healthChecks = {}) =>
            answer(found, { healthChecks }, { name: own(name), type: "A", from }).candidates.map(
                ({ answers, probability }) => [answers[0], probability],
            );
        assert.deepEqual(asked("weighted", "IE"), [
            ["192.0.2.1", 0.25],
            ["192.0.2.2", 0.75],
        ]);
        assert.deepEqual(asked("alias", "IE"), [["192.0.2.3", 1]]);
        assert.deepEqual(asked("alias", "IE", { [first]: "unhealthy", [second]: "unhealthy" }), [["192.0.2.4", 1]]);
        assert.deepEqual(asked("geo", "IE"), [["192.0.2.7", 1]]);
        assert.deepEqual(asked("geo", "FR"), [["192.0.2.8", 1]]);
        assert.deepEqual(readdirSync(folder), ["zone.json"], "nothing half written is left");
        assert.deepEqual(await imported(id), found, "the order is the same again");
    });

    it("gives a private zone with its networks, and refuses a name that a public zone has too", async () => {
        const open = await createZone(moto, "twice.example.");
        const inside = await createZone(moto, "twice.example.", "vpc-1234");
        const { code, stderr } = await run("import", "--zone", "twice.example");
        assert.equal(code, 2);
        assert.ok(stderr.includes(`${open} (public)`) && stderr.includes(`${inside} (private)`), stderr);
        const found = await imported(inside);
        assert.equal(found.HostedZone.Config?.PrivateZone, true);
        assert.equal(found.VPCs?.[0]?.VPCId, "vpc-1234");
    });

    it("fails for a zone that is not there and for what is neither id nor name", async () => {
        const replies = await Promise.all(
            ["ZNONE", "none.example", "no zone"].map((zone) => run("import", "--zone", zone)),
        );
        assert.deepEqual(
            replies.map(({ code }) => code),
            [2, 2, 2],
        );
    });

    it("fails without credentials, before anything is asked, and not when a file stands for the live zone", async () => {
        const without = { ...emulatorEnvironment, AWS_ACCESS_KEY_ID: undefined };
        const { code, stderr } = await runIn(without, "import", "--zone", "twice.example");
        assert.equal(code, 3);
        assert.match(stderr, /no AWS credentials found/);
        const file = join(folder, "file.json");
        writeFileSync(file, JSON.stringify(zone([address("www.example.com.", "192.0.2.1")])));
        const compared = await runIn(without, "diff", "--zone", file, "--live", file);
        assert.equal(compared.code, 0, compared.stderr);
    });

    it("has staging's plan once its checks and records are made: no difference, and then the one that is made", async () => {
        const plan = await planOf("staging");
        const file = join(folder, "plan.json");
        writeFileSync(file, JSON.stringify(plan));
        const checks = await deploy(plannedZone(plan));
        const same = await run("diff", "--plan", file, "--format", "json");
        assert.equal(same.code, 0, same.stdout + same.stderr);
        const [HealthCheckId = ""] = checks.values();
        await moto.client.send(new UpdateHealthCheckCommand({ HealthCheckId, FailureThreshold: 10 }));
        const changed = await run("diff", "--plan", file, "--format", "json");
        assert.equal(changed.code, 1);
        const { differences } = JSON.parse(changed.stdout) as { differences: Record<string, unknown>[] };
        assert.deepEqual(
            differences.map(({ path, planned, live }) => [path, planned, live]),
            [["FailureThreshold", 3, 10]],
        );
    });

    /** Makes what a plan's zone has, as Pulumi would: ids and balancers' names are the account's. */
    async function deploy(planned: Zone): Promise<ReadonlyMap<string, string>> {
        const zoneId = await createZone(moto, planned.HostedZone.Name ?? "");
        const names = new Map(planned.ResourceTagSets?.map(({ ResourceId, Tags }) => [ResourceId, Tags?.[0]?.Value]));
        const checks = new Map<string, string>();
        for (const { Id = "", HealthCheckConfig } of planned.HealthChecks) {
            assert.ok(HealthCheckConfig);
            checks.set(Id, await createCheck(moto, HealthCheckConfig, names.get(Id)));
        }
        const own = (planned.HostedZone.Id ?? "").replace("/hostedzone/", "");
        const records = planned.ResourceRecordSets.filter(({ Type }) => Type !== "NS" && Type !== "SOA").map(
            ({ AliasTarget, HealthCheckId, ...record }): ResourceRecordSet => ({
                ...record,
                ...(HealthCheckId === undefined ? {} : { HealthCheckId: checks.get(HealthCheckId) }),
                ...(AliasTarget && {
                    AliasTarget: {
                        ...AliasTarget,
                        HostedZoneId: AliasTarget.HostedZoneId === own ? zoneId : "Z32O12XQLNTSW2",
                        DNSName: AliasTarget.DNSName?.includes(unknownMark)
                            ? "dualstack.web-1.eu-west-1.elb.amazonaws.com."
                            : AliasTarget.DNSName,
                    },
                }),
            }),
        );
        await createRecords(moto, zoneId, records);
        return checks;
    }
});
