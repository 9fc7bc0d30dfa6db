import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planOf, resource } from "../cost/plans";

const root = join(__dirname, "../..");
let folder: string;

/** The command as a person types it, with a file on standard input. */
function cost(words: readonly string[], input: unknown = "") {
    const ended = spawnSync(process.execPath, [join(root, "bin/antipode"), "cost", ...words], {
        encoding: "utf8",
        input: typeof input === "string" ? input : JSON.stringify(input),
        env: { ...process.env, NO_COLOR: "1" },
        cwd: folder,
    });
    const messages = ended.stderr
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith("antipode: built "));
    return { status: ended.status, stdout: ended.stdout, messages: messages.filter((line) => line !== "") };
}

const network = resource("antipode:network:Network", {}, { name: "net", custom: false });
const gateway = (more = {}) => resource("aws:ec2/natGateway:NatGateway", {}, { parent: network.urn, ...more });
const volume = (size: number) => resource("aws:ebs/volume:Volume", { size, type: "gp3" }, { name: "disk" });
const plan = planOf(network, gateway(), volume(100));

/** A step of a preview, as the digest has it. */
const step = (op: string, { before, after }: { before?: typeof network; after?: typeof network }) => {
    const state = (one?: typeof network) =>
        one && { urn: one.urn, type: one.type, custom: one.custom, inputs: { region: "eu-west-1", ...one.inputs } };
    return { op, urn: (after ?? before)?.urn, oldState: state(before), newState: state(after) };
};

describe("antipode cost", function () {
    this.timeout(30_000);

    before("build the bundle", () => {
        folder = mkdtempSync(join(tmpdir(), "antipode-cost-"));
        cost(["--help"]);
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    it("prints a table of regions and components within 100 columns, with the total and what it covers", () => {
        const { status, stdout } = cost(["-"], plan);
        assert.equal(status, 0);
        assert.match(stdout, /^eu-west-1 +43\.84\n/);
        assert.match(stdout, /^ {2}net \(Network\) +35\.04$/m);
        assert.match(stdout, /^ {4}NatGateway one +hours +730 h × 0\.048 +35\.04$/m);
        assert.match(stdout, /data processed +usage needed: 0\.048\/GB$/m);
        assert.match(
            stdout,
            /^TOTAL a month, .* 43\.84\ncovers 2 of 2 billable resources; 1 of them need usage; 0 free$/m,
        );
        assert.deepEqual(
            stdout.split("\n").filter((line) => line.length > 100),
            [],
        );
    });

    it("prices what the usage file says, and takes it from a file that it wrote itself", () => {
        const usage = join(folder, "usage.yml");
        assert.equal(cost(["-", "--write-usage", usage], plan).status, 0);
        const text = readFileSync(usage, "utf8");
        assert.match(text, /# "one":\n {2}# {3}monthly_hrs: 0 {2}# hours; /);
        assert.match(cost(["-", "--usage", usage], plan).stdout, / 43\.84$/m);
        // Everything in it, stated.
        writeFileSync(
            usage,
            text.replace(/^( *)# /gm, "$1").replace(/monthly_data_processed_gb: 0/g, "monthly_data_processed_gb: 100"),
        );
        const stated = cost(["-", "--usage", usage, "--format", "json"], plan);
        assert.deepEqual(stated.messages, []);
        const { monthly } = JSON.parse(stated.stdout) as { monthly: { typical: string } };
        // A gateway that exists for no hour at all still takes money for its gigabytes.
        assert.equal(monthly.typical, "13.6");
    });

    it("writes JSON with decimal strings, in which lines add up", () => {
        const { stdout } = cost(["-", "--format", "json", "--by", "service"], plan);
        const report = JSON.parse(stdout) as {
            currency: string;
            monthly: object;
            coverage: object;
            regions: { region: string; monthly: string; components: { name: string; monthly: string }[] }[];
            groups: { name: string; monthly: string }[];
            resources: { monthly: string; components: { name: string; price: string; monthly: string | null }[] }[];
            notPriced: [];
        };
        assert.equal(report.currency, "USD");
        assert.deepEqual(report.monthly, { low: "43.84", typical: "43.84", high: "43.84" });
        assert.deepEqual(report.coverage, { priced: 2, usageNeeded: 1, free: 0, notPriced: 0, partlyPriced: 0 });
        assert.equal(report.regions[0]?.monthly, "43.84");
        assert.deepEqual(
            report.groups.map(({ name, monthly }) => [name, monthly]),
            [
                ["ec2", "35.04"],
                ["ebs", "8.8"],
            ],
        );
        assert.equal(report.resources[0]?.components[1]?.monthly, null);
        assert.equal(report.resources[0].components[1].price, "0.048");
        assert.deepEqual(report.notPriced, []);
    });

    it("compares a preview's own sides, and ends with 1 above the increase that is allowed", () => {
        const digest = {
            steps: [
                step("same", { before: gateway(), after: gateway() }),
                step("update", { before: volume(100), after: volume(200) }),
            ],
            changeSummary: { same: 1, update: 1 },
        };
        const { status, stdout, messages } = cost(["-", "--max-increase", "5"], digest);
        assert.equal(status, 1);
        assert.match(stdout, /^ {2}ebs Volume disk +8\.80 +17\.60 +\+8\.80\n {6}size 100 → 200$/m);
        assert.deepEqual(messages, ["antipode: +8.80 a month (20.1 %) is an increase over 5.00"]);
        assert.equal(cost(["-", "--max-increase", "21%"], digest).status, 0);
    });

    it("prints only the difference of a preview without what stays, and says why", () => {
        const digest = {
            steps: [step("update", { before: volume(100), after: volume(200) })],
            changeSummary: { same: 40, update: 1 },
        };
        const { status, stdout } = cost(["-"], digest);
        assert.equal(status, 0);
        assert.match(stdout, /no totals: .*--show-sames/);
        assert.doesNotMatch(stdout, /TOTAL/);
        assert.match(stdout, /\+8\.80 a month against what is deployed/);
        assert.equal(cost(["-", "--max-monthly", "1000"], digest).status, 2);
        const json = JSON.parse(cost(["-", "--format", "json"], digest).stdout) as { monthly: null };
        assert.equal(json.monthly, null);
    });

    it("says of a preview with errors that it is partial", () => {
        const digest = {
            steps: [step("create", { after: volume(100) })],
            diagnostics: [{ severity: "error", message: "boom" }],
            changeSummary: { create: 1 },
        };
        assert.match(cost(["-"], digest).stdout, /^warning: partial: standard input ended with an error: boom$/m);
    });

    it("compares with another file, takes limits by region, and writes a comment", () => {
        const older = join(folder, "main.json");
        writeFileSync(older, JSON.stringify(planOf(network, gateway(), volume(50))));
        const words = ["-", "--compare", older, "--format", "markdown", "--max-region", "eu-west-1=40"];
        const { status, stdout, messages } = cost(words, plan);
        assert.equal(status, 1);
        assert.match(stdout, /^### Cost of .*: 43\.84 USD a month \(\+4\.40 against/);
        assert.match(stdout, /^\| eu-west-1 \| `ebs Volume disk` \| 4\.40 \| 8\.80 \| \+4\.40 \| `size 50 → 100` \|$/m);
        assert.match(stdout, /<details><summary>eu-west-1: 43\.84<\/summary>/);
        assert.deepEqual(messages, ["antipode: eu-west-1: 43.84 a month is over 40.00"]);
    });

    it("takes limits by component, and fails with 2 for one that there is not", () => {
        const over = cost(["-", "--max-component", "net (Network)=35"], plan);
        assert.equal(over.status, 1);
        assert.deepEqual(over.messages, ["antipode: net (Network): 35.04 a month is over 35.00"]);
        const wrong = cost(["-", "--max-component", "nets (Network)=1"], plan);
        assert.equal(wrong.status, 2);
        assert.deepEqual(wrong.messages, [
            "antipode: --max-component nets (Network): expected the name of a component; did you mean net (Network)?",
        ]);
        assert.deepEqual(cost(["-", "--max-component", "*=1"], planOf(volume(1))).messages, [
            "antipode: --max-component *: expected the name of a component; this stack has none",
        ]);
    });

    it("prices as a contract does, and says so", () => {
        const prices = join(folder, "contract.yml");
        writeFileSync(prices, "version: 1\ndiscounts:\n  - percent: 50\n    service: NATGateway\n");
        const { stdout } = cost(["-", "--prices", prices], plan);
        assert.match(stdout, /^ {2}net \(Network\) +17\.52$/m);
        assert.match(stdout, /list prices in USD, changed by/);
    });

    it("stands beside a bill, with what was given before the word, and ends with 1 when they are too far apart", () => {
        const bill = join(root, "test/cost/bills/by-region.json");
        const near = cost(["billed", bill, "-"], plan);
        assert.equal(near.status, 0);
        assert.match(near.stdout, /^eu-west-1 +44\.68 +321\.41 +\+276\.73 +619\.3$/m);
        const far = cost(["--hours", "744", "billed", bill, "-", "--max-difference", "10%"], plan);
        assert.equal(far.status, 1);
        assert.match(far.messages[0] ?? "", /^antipode: \+681\.\d\d is a difference over 10 %$/);
        assert.equal(cost(["billed", bill, "-", "--max-difference", "700"], plan).status, 0);
        const wrong = cost(["billed", "-"], plan);
        assert.equal(wrong.status, 2);
        assert.match(
            wrong.messages[0] ?? "",
            /^antipode: standard input: expected what `aws ce get-cost-and-usage` prints/,
        );
    });

    it("prices support for the days of a bill, not for the day of the comparison", () => {
        const cluster = resource("aws:eks/cluster:Cluster", { version: "1.33" });
        const ofJune = join(folder, "june.json");
        const period = { TimePeriod: { Start: "2026-06-01", End: "2026-07-01" }, Total: {}, Estimated: false };
        const group = { Keys: ["eu-west-1"], Metrics: { UnblendedCost: { Amount: "72", Unit: "USD" } } };
        const asked = { GroupDefinitions: [{ Type: "DIMENSION", Key: "REGION" }] };
        writeFileSync(ofJune, JSON.stringify({ ...asked, ResultsByTime: [{ ...period, Groups: [group] }] }));
        // 720 x 0.1, where the version is past its own support since 2026-07-29
        const { stdout } = cost(["billed", ofJune, "-"], JSON.stringify(planOf(cluster)));
        assert.match(stdout, /^eu-west-1 +72\.00 +72\.00 /m);
    });

    it("explains a figure down to the row of the price list", () => {
        const { status, stdout } = cost(["explain", "one", "-"], plan);
        assert.equal(status, 0);
        assert.match(
            stdout,
            /hours: 730 h × 0\.048 +35\.04\n +NATGateway: Hourly charge for NAT Gateways\n +USD per Hrs; .*read \d{4}/,
        );
        assert.match(stdout, /how AWS bills it: https:\/\/aws/);
        assert.match(stdout, /monthly_data_processed_gb: GB; processed/);
    });

    it("explains with what was given before the word, too", () => {
        const { stdout } = cost(["--hours", "100", "explain", "one", "-"], plan);
        assert.match(stdout, /hours: 100 h × 0\.048 +4\.80$/m);
    });

    it("fails with 2 and the nearest name for a resource that there is not", () => {
        const { status, messages } = cost(["explain", "disc", "-"], plan);
        assert.equal(status, 2);
        assert.deepEqual(messages, ["antipode: disc: expected the name or URN of a resource; did you mean disk?"]);
    });

    for (const [what, words, input, message] of [
        ["an empty file", ["-"], "", /^antipode: standard input is empty: expected/],
        ["a file that was cut off", ["-"], '{"steps": [{', /^antipode: standard input is cut off/],
        ["a file that is not there", ["nowhere.json"], "", /nowhere\.json: expected a file that can be read/],
        ["a group that there is not", ["-", "--by", "colour"], plan, /expected region, component, resource, service/],
        ["a limit that is no number", ["-", "--max-monthly", "much"], plan, /expected dollars/],
        [
            "an increase of nothing",
            ["-", "--max-increase", "5"],
            plan,
            /--max-increase: expected a preview, or --compare/,
        ],
        ["values set in a file", ["-", "--set", "a=1"], plan, /--set: expected no FILE/],
    ] as const) {
        it(`fails with 2 for ${what}, in one line`, () => {
            const { status, messages } = cost(words, input);
            assert.equal(status, 2);
            assert.equal(messages.length, 1, messages.join("\n"));
            assert.match(messages[0] ?? "", message);
        });
    }

    it("fails with 2 for a usage file with a misspelt key: file, line, nearest key", () => {
        const usage = join(folder, "wrong.yml");
        writeFileSync(usage, "version: 1\nresources:\n  one:\n    monthly_data_procesed_gb: 5\n");
        const { status, messages } = cost(["-", "--usage", usage], plan);
        assert.equal(status, 2);
        assert.match(messages[0] ?? "", /wrong\.yml:4: .*did you mean monthly_data_processed_gb\?/);
    });
});
