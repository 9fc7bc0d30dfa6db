import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { usage } from "../quantity";
import { after } from "./allowance";
import { entryOf } from "./entry";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const glue = (label: string) => price("AWSGlue", label);
const source = "https://aws.amazon.com/glue/pricing/";

const job = glue("ETL Job run");
const flexible = glue("ETL Job run Flex");
/** Of which no public source of the book has the rate. */
const ray = glue("Ray Job run");

/** DPUs of a worker (https://docs.aws.amazon.com/glue/latest/dg/add-job.html). */
const workers: { readonly [type: string]: number } = {
    "G.025X": 0.25,
    "G.1X": 1,
    "G.2X": 2,
    "G.4X": 4,
    "G.8X": 8,
    Standard: 1,
};

/** Glue jobs: the hours that they run times their size. */
export const glueJob: Mapper = {
    types: ["aws:glue/job:Job"],
    source,
    prices: [job, flexible],
    usage: { monthly_hours: { unit: "hours", meaning: "that the job runs" } },
    lines: (one) => {
        const size = sizeOf(one);
        return [
            {
                name: "runs",
                unit: "DPU-h",
                price: priceOf(one),
                quantity: usage("monthly_hours", (hours) => hours.times(size)),
                input: "numberOfWorkers",
            },
        ];
    },
};

/** In DPUs; what is unstated is as AWS chooses it (https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html). */
function sizeOf(one: CostResource): number {
    const count = one.number("numberOfWorkers");
    const type = one.text("workerType");
    const each = type === undefined ? undefined : entryOf(workers, type);
    if (type !== undefined && each === undefined) {
        throw new UnknownInput(`how many DPUs workerType ${type} has`);
    }
    return count === undefined || each === undefined
        ? (one.number("maxCapacity") ?? (commandOf(one) === "pythonshell" ? 0.0625 : 10))
        : count * each;
}

function commandOf(one: CostResource): "glueetl" | "gluestreaming" | "pythonshell" | "glueray" {
    return one.choice("command.name", ["glueetl", "gluestreaming", "pythonshell", "glueray"]) ?? "glueetl";
}

function priceOf(one: CostResource): PriceName {
    const execution = one.choice("executionClass", ["STANDARD", "FLEX"]);
    return commandOf(one) === "glueray" ? ray : execution === "FLEX" ? flexible : job;
}

const crawls: Meter = {
    key: "monthly_hours",
    name: "crawls",
    unit: "DPU-h",
    meaning: "that the crawler runs, times its DPUs",
    price: glue("Data catalog crawler run"),
};

/** Crawlers: the hours that they run times their size, which AWS chooses. */
export const crawler: Mapper = {
    types: ["aws:glue/crawler:Crawler"],
    source,
    prices: meterPrices([crawls]),
    usage: meterKeys([crawls]),
    lines: () => [meterLine(crawls)],
};

/** Objects, and requests, of an account in each region (https://aws.amazon.com/glue/pricing/, data catalog). */
const freeOfCatalog = 1_000_000;

const catalog: readonly Meter[] = [
    {
        key: "monthly_objects",
        name: "objects",
        unit: "object-months",
        meaning: "tables, versions and partitions",
        price: glue("Data catalog storage"),
    },
    {
        key: "monthly_requests",
        name: "requests",
        unit: "requests",
        meaning: "for them",
        price: glue("Data catalog requests"),
    },
];

/** Databases of the catalog: the objects in them and the requests for them. */
export const catalogDatabase: Mapper = {
    types: ["aws:glue/catalogDatabase:CatalogDatabase"],
    source,
    prices: meterPrices(catalog),
    usage: meterKeys(catalog),
    lines: (_, { settings }) =>
        catalog.map((meter) => ({
            ...meterLine(meter),
            price: after({ name: `Glue catalog ${meter.name}`, free: freeOfCatalog }, meter.price, settings),
        })),
};
