import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compareBill } from "../../cost/bill/compare-bill";
import { BillProblem, readBill } from "../../cost/bill/read-bill";
import { estimateCost } from "../../cost/estimate-plan";
import { billJson, billTable } from "../../cost/report/bill";
import type { Plan, PlanResource } from "../../plan/plan";
import { book, planOf, resource, usageOfAll } from "./plans";

/** Written after the API's reference in its shape; no account of ours was ever billed for what they say. */
const sample = (file: string) => readFileSync(join(__dirname, "bills", file), "utf8");
const byRegion = sample("by-region.json");
const byCell = sample("by-cell-and-region.json");

const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
const price = (plan: Plan) => estimateCost({ plan, book, usage: usageOfAll(), settings });

const gateway = (region: string, more: Partial<PlanResource> = {}) =>
    resource("aws:ec2/natGateway:NatGateway", { tags: { "antipode:cell": region } }, { region, name: region, ...more });

function compared(text: string, ...resources: readonly PlanResource[]) {
    const plan = planOf(...resources);
    const estimate = price(plan);
    return { estimate, comparison: compareBill(readBill(text, "bill.json"), estimate, plan) };
}

describe("a bill of Cost Explorer", () => {
    it("stands beside the estimate for as many hours, region by region, the largest difference first", () => {
        const { comparison } = compared(byRegion, gateway("eu-west-1"), gateway("ap-northeast-1"));
        // 744 h x 0.048; Tokyo's 744 x 0.062 is on no bill, and what the bill has in Frankfurt is in no plan.
        assert.deepEqual(
            comparison.rows.map(({ names, estimated, billed }) => [
                names.join(),
                estimated?.typical.toFixed(4),
                billed?.toFixed(4),
            ]),
            [
                ["eu-central-1", undefined, "401.2200"],
                ["eu-west-1", "35.7120", "321.4073"],
                ["ap-northeast-1", "46.1280", undefined],
                ["global", undefined, "3.0419"],
                ["us-east-1", undefined, "0.3041"],
                ["NoRegion", undefined, "0.0000"],
            ],
        );
        assert.equal(comparison.billed.toString(), "725.9733452846");
    });

    it("is added up over its days, and divided by tags as the plan's resources are", () => {
        const { comparison } = compared(byCell, gateway("eu-west-1"), resource("aws:route53/zone:Zone", {}));
        assert.equal(comparison.bill.hours, 48);
        const [zone, cell] = comparison.rows;
        assert.deepEqual(zone?.names, ["(no antipode:cell)", "global"]);
        assert.deepEqual(cell?.names, ["eu-west-1", "eu-west-1"]);
        assert.equal(cell.billed?.toString(), "2.3");
        // 48 x 0.048
        assert.equal(cell.estimated?.typical.toFixed(3), "2.304");
    });

    it("that is not final or goes on says so in every format", () => {
        const { comparison, estimate } = compared(byCell);
        const said = ["the bill is not final: AWS says", "the bill goes on: the file has a NextPageToken"];
        const table = billTable(comparison, estimate, false);
        const json = JSON.stringify(billJson(comparison, estimate));
        for (const note of said) {
            assert.ok(table.includes(note));
            assert.ok(json.includes(note));
        }
    });

    it("is a table within 100 columns that shows no amount where none is known", () => {
        const bucket = resource("aws:s3/bucket:Bucket", {}, { region: "eu-central-1" });
        const { comparison, estimate } = compared(byRegion, gateway("eu-west-1"), bucket);
        const table = billTable(comparison, estimate, false);
        assert.match(table, /^eu-central-1 +no amount +401\.22 +\+401\.22$/m);
        assert.match(table, /^eu-west-1 +35\.71 +321\.41 +\+285\.70 +800\.0$/m);
        assert.match(table, /^2026-10-01 until 2026-11-01, 744 h; /m);
        assert.ok(table.split("\n").every((line) => line.length <= 100));
    });

    it("is one sum when it is not divided", () => {
        const whole = {
            ResultsByTime: [
                {
                    TimePeriod: { Start: "2026-10-01", End: "2026-11-01" },
                    Total: { UnblendedCost: { Amount: "40", Unit: "USD" } },
                    Groups: [],
                    Estimated: false,
                },
            ],
        };
        const { comparison } = compared(JSON.stringify(whole), gateway("eu-west-1"));
        assert.deepEqual(comparison.rows, []);
        assert.equal(comparison.billed.toString(), "40");
    });

    for (const [what, text, message] of [
        [
            "no JSON",
            "TIME 2026",
            /^bill\.json: expected what `aws ce get-cost-and-usage` prints; the file is no JSON: line 1, column 1: /,
        ],
        ["something else", "{}", /^bill\.json: expected what .*; ResultsByTime: /],
        [
            "a group that no program knows",
            byRegion.replace("REGION", "SERVICE"),
            /by REGION or by a tag.*DIMENSION SERVICE/,
        ],
        ["another currency", byRegion.replace('"USD"', '"EUR"'), /in USD, got UnblendedCost$/],
        [
            "quantities",
            byRegion.replaceAll("UnblendedCost", "UsageQuantity"),
            /expected one of UnblendedCost.*got UsageQuantity$/,
        ],
        ["no time at all", byRegion.replace("2026-11-01", "2026-10-01"), /expected periods that end after they start/],
    ] as const) {
        it(`fails on ${what}, and says what was expected`, () => {
            assert.throws(
                () => readBill(text, "bill.json"),
                (error) => error instanceof BillProblem && message.test(error.message),
            );
        });
    }
});
