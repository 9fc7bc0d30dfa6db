import assert from "node:assert/strict";
import Big from "big.js";
import type { PriceBook } from "../../cost/book/price-book";
import { estimateCost } from "../../cost/estimate-plan";
import { explainCost } from "../../cost/explain";
import { explanationText } from "../../cost/report/explanation";
import { costJson } from "../../cost/report/json";
import { costMarkdown } from "../../cost/report/markdown";
import { costTable } from "../../cost/report/table";
import { book, planOf, resource, usageOfAll } from "./plans";
import { endpoint, gateway, named, reportOf, settings, volume, withDiff } from "./reports";

/** A name that would draw, mention or break a table if it were let. */
const hostile = `<img src=x onerror=alert(1)> | \`rm\` @everyone **${"very-long-".repeat(20)}**`;

describe("a table of costs", () => {
    it("stays within 100 columns whatever names are", () => {
        const text = costTable(withDiff([volume(hostile, 1)], [volume(hostile, 2), gateway(hostile)]), false);
        assert.deepEqual(
            text.split("\n").filter((line) => line.length > 100),
            [],
        );
    });

    it("shows resources that are alike in one row, with their sum", () => {
        const text = costTable(reportOf([gateway("a"), gateway("b"), gateway("c")]), false);
        assert.match(text, /^ {4}3 × NatGateway +hours +2,190 h × 0\.048 +105\.12$/m);
    });

    it("cuts no line's end that tells it from others, and no price", () => {
        const site = named("aws:cloudfront/distribution:Distribution", "site", { priceClass: "PriceClass_100" });
        const sent = "monthly_data_transfer_to_internet_gb";
        const usage = usageOfAll({ [`${sent}.us`]: 500, [`${sent}.europe`]: 500, "monthly_https_requests.us": 5e8 });
        const plan = planOf(site);
        const text = costTable(
            { ...reportOf([]), plan, estimate: estimateCost({ plan, book, usage, settings }) },
            false,
        );
        assert.match(text, /data to the inte… \(us\) 500 GB × 0\.085 /);
        assert.match(text, /data to the … \(europe\) 500 GB × 0\.085 /);
        assert.match(text, /HTTPS requests \(us\) +500,000,000 × 0\.000001 /);
        // Steps are no price that the unit would stand in the way of.
        const stepped = costTable(reportOf([endpoint("a")]), false);
        assert.match(stepped, /data processed +3,000,000 GB × steps of p… /);
    });

    it("says which prices are old, and of when those of each region are", () => {
        const text = costTable(reportOf([gateway("a")]), false);
        assert.match(text, /^warning: price-age: \d+ of \d+ prices are older than 180 days, the oldest of 2025-/m);
        assert.match(text, /read: eu-west-1 2025-/);
        assert.doesNotMatch(costTable(reportOf([gateway("a")], { today: "2025-07-01" }), false), /price-age/);
    });

    it("takes what has no day for no newer day than others", () => {
        const undated: PriceBook = {
            ...book,
            find: (name, place) => {
                const price = book.find(name, place);
                return price && (name.label.startsWith("Hourly") ? { ...price, date: "undated", sku: "" } : price);
            },
        };
        const plan = planOf(gateway("a"));
        const estimate = estimateCost({ plan, book: undated, usage: usageOfAll(), settings });
        const text = costTable({ ...reportOf([]), plan, estimate }, false);
        assert.match(text, /read: eu-west-1 2025-[\d-]+ and undated;/);
        assert.match(
            text,
            /^warning: price-age: 2 of 2 prices are .*, the oldest of 2025-[\d-]+, 1 of no known\s+day$/m,
        );
    });

    it("has colours only when asked", () => {
        const report = reportOf([gateway("a")]);
        assert.ok(costTable(report, true).includes("\u001b["));
        assert.ok(!costTable(report, false).includes("\u001b["));
    });

    it("never shows as zero what waits for usage", () => {
        const plan = planOf(named("aws:s3/bucket:Bucket", "logs"));
        const estimate = estimateCost({ plan, book, usage: usageOfAll(), settings });
        const text = costTable({ ...reportOf([]), plan, estimate }, false);
        assert.match(text, /^eu-west-1 +usage needed$/m);
    });
});

describe("a table of what nobody can place", () => {
    it("has a line for it, and never a region that nobody stated", () => {
        const { urn, type, name, custom, options, inputs, dependencies } = gateway("lost");
        const text = costTable(reportOf([{ urn, type, name, custom, options, inputs, dependencies }]), false);
        assert.match(text, /^region unknown +1 not priced$/m);
        assert.match(text, /NatGateway: region is not known before deployment/);
    });
});

describe("what is priced in part", () => {
    const partly = resource(
        "aws:ebs/volume:Volume",
        { size: 10, type: "gp3", iops: 4000 },
        { region: "ap-southeast-2" },
    );

    it("is neither covered nor left out: the last lines and the list of gaps say so", () => {
        const text = costTable(reportOf([partly]), false);
        assert.match(text, /^covers 0 of 1 billable resources; 1 partly priced; 0 free$/m);
        assert.match(text, /^ {2}ebs Volume, partly: no price for AmazonEBS: volumeType=gp3;VolumeP-IOPS$/m);
        assert.match(text, /^ap-southeast-2 +0\.96$/m);
    });

    it("stands among the resources of the JSON, which add up to its total, and among the gaps", () => {
        const json = costJson(reportOf([partly, gateway("a")])) as {
            monthly: { typical: string };
            resources: { state: string; monthly: string }[];
            notPriced: { urn: string; state: string }[];
        };
        const sum = json.resources.reduce((total, { monthly }) => total + Number(monthly), 0);
        assert.equal(sum, Number(json.monthly.typical));
        assert.deepEqual(
            json.notPriced.map(({ urn, state }) => [urn, state]),
            [[partly.urn, "partly priced"]],
        );
    });

    it("shows its amount in its explanation, and what it lacks", () => {
        const { plan, estimate } = reportOf([partly]);
        const [one] = explainCost("one", plan, estimate);
        const text = one ? explanationText(one, false) : "";
        assert.match(text, /0\.96, partly priced$/m);
    });
});

describe("a comment for a pull request", () => {
    it("draws nothing, calls nobody and keeps its tables, whatever names are", () => {
        const text = costMarkdown(withDiff([volume(hostile, 1)], [volume(hostile, 2)]));
        const outsideCode = text.replaceAll(/`[^`]*`/g, "");
        assert.ok(!outsideCode.includes("<img"));
        assert.ok(!outsideCode.includes("@everyone"));
        const columns = (row: string) => row.replaceAll("\\|", "").split("|").length;
        const tables = text.split("\n\n").filter((block) => block.startsWith("|"));
        assert.equal(tables.length, 3);
        for (const table of tables) {
            assert.equal(new Set(table.split("\n").map(columns)).size, 1, table);
        }
    });

    it("is the same for the same input, and leaves room in what GitHub takes however large the stack is", () => {
        const many = Array.from({ length: 3000 }, (_, at) =>
            volume(`${"disk-with-a-long-name-".repeat(3)}${at}`, at + 1),
        );
        const report = withDiff([], many);
        const text = costMarkdown(report);
        assert.ok(text.length <= 60_000, String(text.length));
        assert.match(text, /Shortened to what a comment has room for/);
        assert.equal(costMarkdown(report), text);
    });

    it("says nothing of shortening when all of it fits", () => {
        assert.doesNotMatch(costMarkdown(reportOf([gateway("a")])), /Shortened/);
    });
});

describe("JSON of costs", () => {
    it("gives the average price of what crossed steps, and the steps themselves", () => {
        const json = JSON.parse(JSON.stringify(costJson(reportOf([endpoint("s3")])))) as {
            resources: {
                components: {
                    quantity: string;
                    price: string;
                    monthly: string;
                    steps?: { quantity: string; price: string }[];
                }[];
            }[];
        };
        const data = json.resources[0]?.components[1];
        const steps = data?.steps ?? [];
        assert.equal(steps.length, 2);
        const sum = steps.reduce((total, one) => total + Number(one.quantity) * Number(one.price), 0);
        assert.ok(Math.abs(sum - Number(data?.monthly)) < 1e-6);
        assert.ok(Math.abs(Number(data?.quantity) * Number(data?.price) - Number(data?.monthly)) < 1e-3);
    });
});

describe("an explanation", () => {
    it("shows each step of a price with its row, and what the whole account takes", () => {
        const { plan, estimate } = reportOf([endpoint("s3"), endpoint("sqs")]);
        const [one] = explainCost("s3", plan, estimate);
        const text = one ? explanationText(one, false) : "";
        assert.match(text, /VPC endpoint data: 6,000,000 GB in the account and region together/);
        assert.match(text, /1,048,576 GB × 0\.01\d* = /);
        assert.match(text, /from 0 to 1048576/);
    });

    it("shows the price of a single request with all its digits, and no zero where nobody knows an amount", () => {
        const plan = planOf(named("aws:dynamodb/table:Table", "orders", { billingMode: "PAY_PER_REQUEST" }));
        const estimate = estimateCost({ plan, book, usage: usageOfAll(), settings });
        const [one] = explainCost("orders", plan, estimate);
        const text = one ? explanationText(one, false) : "";
        assert.match(text, /^orders .* usage needed$/m);
        assert.match(text, /0\.0000001415 per RRU/);
    });

    it("shows how far a share of a price in steps may move", () => {
        const usage = usageOfAll({
            monthly_data_processed_gb: { low: new Big(0), typical: new Big(100), high: new Big(200) },
        });
        const plan = planOf(endpoint("s3"));
        const [one] = explainCost("s3", plan, estimateCost({ plan, book, usage, settings }));
        assert.match(one ? explanationText(one, false) : "", /its share of a price in steps\s+1\.00 \(0\.00 – 2\.00\)/);
    });

    it("says why something is free, and leaves it out beside something of its name that is not", () => {
        const free = named("aws:ec2/vpc:Vpc", "net");
        const { plan, estimate } = reportOf([free, gateway("net"), named("aws:ec2/subnet:Subnet", "alone")]);
        assert.deepEqual(
            explainCost("net", plan, estimate).map(({ cost }) => cost.resource.type),
            ["aws:ec2/natGateway:NatGateway"],
        );
        const [alone] = explainCost("alone", plan, estimate);
        assert.match(
            alone ? explanationText(alone, false) : "",
            /free$[\s\S]*https:\/\/aws\.amazon\.com\/vpc\/pricing/m,
        );
    });
});
