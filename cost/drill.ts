import Big from "big.js";
import type { Plan, PlanResource } from "../plan/plan";
import { resourcesOfType } from "../plan/read";
import type { PriceBook } from "./book/price-book";
import { firstPrice } from "./charge";
import { CostResource } from "./cost-resource";
import { UnknownInput, WrongInput, type Graph } from "./input-reader";
import { addressLines } from "./mappers/address";
import { definedTask, taskLines, type Task } from "./mappers/container-service";
import { queryPrices } from "./mappers/dns-record";
import { applicationUnit } from "./mappers/load-balancer";
import { internetEgress } from "./mappers/transfer";
import type { Line } from "./mapping";
import { isTiers, type Price, type PriceName, type PricePlace, type Tiers } from "./price";
import { exactly, known } from "./quantity";

/** How long a drill lasts and what it asks of the platform. */
export interface DrillLoad {
    /** Length on a real clock. */
    readonly seconds: number;
    /** At most, of all clients together. */
    readonly requests: number;
    /** Resolvers that ask Route 53, each again when its answer has grown old. */
    readonly resolvers: number;
    readonly ttlSeconds: number;
    /** Where the platform answers. */
    readonly regions: readonly string[];
    /** Where the runner is taken to stand when the plan has none. */
    readonly runnerRegion: string;
}

/** What a drill adds to AWS's bill, beside what the platform costs anyway. Amounts and quantities are decimal strings. */
export interface DrillCost {
    readonly currency: "USD";
    /** Length that is paid for. */
    readonly minutes: number;
    /** Sum of the lines' amounts, exactly. */
    readonly total: string;
    readonly lines: readonly DrillCostLine[];
    /** What it costs besides, and why nobody can say how much: a price that the book lacks, or a size that nobody measured. */
    readonly uncounted: readonly { readonly name: string; readonly reason: string }[];
}

export interface DrillCostLine {
    readonly name: string;
    /** Where the price holds: a region, or `global`. */
    readonly place: string;
    readonly quantity: string;
    readonly unit: string;
    /** US dollars for one unit. */
    readonly price: string;
    readonly amount: string;
    /** How the quantity was found, and whether it is the most that it can be. */
    readonly basis: string;
    /** Service and label of the row in AWS's list. */
    readonly row: string;
    /** Where and when the row was read. */
    readonly source: string;
    readonly date: string;
}

/** A line with the places that it may be billed in, of which the dearest counts. */
interface Item {
    readonly line: Line;
    readonly places: readonly PricePlace[];
    readonly basis: string;
}

/** Who runs the drill. */
interface Runner {
    readonly region: string;
    readonly task: Task;
    readonly basis: string;
}

/** What components/game-day-runner.ts gives its task. */
const usualTask: Task = { processors: new Big(2), gigabytes: new Big(4), storageGibibytes: 20, kind: "ARM " };

/** A task is billed by the second, and a minute at the least (https://aws.amazon.com/fargate/pricing/). */
const leastSeconds = 60;

/**
 * Both ways, for a request on a connection of its own: handshake with a chain of certificates (about 5 KiB), headers and
 * an order as JSON. Nobody measures it, so it is taken to be twice what that comes to.
 */
const requestKibibytes = 16;

const kibibytesPerGigabyte = 1024 * 1024;

/** Address records that a client asks for: A and AAAA. */
const recordTypes = 2;

/** Digits after the point of a quantity; what is cut off is rounded up. */
const quantityDigits = 6;

const unmeasured = [
    {
        name: "work inside the platform",
        reason: "database I/O, replication and the rebuild of a lost region's copy, table writes, logs and traffic between zones follow from data that nobody measured",
    },
    {
        name: "instances that scaling groups add",
        reason: "the drill launches none itself; what the groups do under its load is not known before",
    },
    { name: "the runner's image, logs and report", reason: "their sizes are not known" },
];

/**
 * What a drill of this length and load costs on AWS. Pure. Each line is the most that it can be: the first and dearest
 * tier, the dearest of the regions, no free allowance.
 */
export function priceDrill(plan: Plan, load: DrillLoad, book: PriceBook): DrillCost {
    const runner = runnerOf(plan, load);
    const queries = dearestRouting(plan, book).map((tiers) => queryItem(tiers, load));
    const items = [...runnerItems(runner, load), ...queries, ...trafficItems(load, runner)];
    const priced = items.map((item) => pricedLine(item, book));
    const lines = priced.filter((one) => "amount" in one);
    return {
        currency: "USD",
        minutes: Math.round(billedSeconds(load) / 6) / 10,
        total: lines.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(),
        lines,
        uncounted: [
            ...priced.filter((one) => "reason" in one),
            ...("reason" in runner ? [{ name: runner.name, reason: runner.reason }] : []),
            ...unmeasured,
        ],
    };
}

function billedSeconds({ seconds }: DrillLoad): number {
    return Math.max(leastSeconds, Math.ceil(seconds));
}

function hoursOf(load: DrillLoad): Big {
    return new Big(billedSeconds(load)).div(3600);
}

/** What is not known of it is said in place of it. */
type Unknown = Pick<Runner, "region"> & DrillCost["uncounted"][number];

/** The program's own, or one as its component makes it. */
function runnerOf(plan: Plan, { runnerRegion }: DrillLoad): Runner | Unknown {
    const [component] = resourcesOfType(plan, "antipode:game-day-runner:GameDayRunner");
    if (component === undefined) {
        const basis = `2 vCPU and 4 GB on ARM, as GameDayRunner makes it: the plan has none, so ${runnerRegion} is assumed`;
        return { region: runnerRegion, task: usualTask, basis };
    }
    const [cluster] = childrenOf(plan, component, "aws:ecs/cluster:Cluster");
    // A plan from the program has the component of awsx, a preview also what that makes.
    const [definition] = childrenOf(plan, component, "awsx:ecs:FargateTaskDefinition");
    const region = cluster?.region ?? runnerRegion;
    try {
        if (definition === undefined) {
            throw new UnknownInput("taskDefinition");
        }
        return { region, task: definedTask(new CostResource(definition, noGraph)), basis: `task of ${component.name}` };
    } catch (error) {
        if (error instanceof UnknownInput || error instanceof WrongInput) {
            return { region, name: `task of ${component.name}`, reason: error.message };
        }
        throw error;
    }
}

function childrenOf(plan: Plan, { urn }: PlanResource, type: string): readonly PlanResource[] {
    return resourcesOfType(plan, type).filter(({ parent }) => parent === urn);
}

/** For inputs that are read where they stand. */
const noGraph: Graph = { byUrn: new Map(), ofType: () => [] };

function runnerItems(runner: Runner | Unknown, load: DrillLoad): readonly Item[] {
    const hours = known(hoursOf(load));
    const address = addressLines(hours).map((line) =>
        item({ ...line, name: `runner's ${line.name}` }, [runner.region], "for as long as its task runs"),
    );
    if ("reason" in runner) {
        return address;
    }
    const lines = taskLines(runner.task, exactly(1), { hours: () => hours });
    return [
        ...lines.map((line) => item({ ...line, name: `runner's ${line.name}` }, [runner.region], runner.basis)),
        ...address,
    ];
}

function item(line: Line, places: readonly PricePlace[], basis: string): Item {
    return { line, places, basis };
}

function trafficItems(load: DrillLoad, runner: Pick<Runner, "region">): readonly Item[] {
    const { requests, regions } = load;
    const gigabytes = new Big(requests).times(requestKibibytes).div(kibibytesPerGigabyte);
    const dearest = regions.length > 1 ? `, at the dearest of ${regions.join(", ")}` : "";
    const counted = requests.toLocaleString("en-GB");
    return [
        item(
            {
                name: "balancers' capacity units",
                unit: "LCU-h",
                price: applicationUnit.hour,
                // So large a request needs more units by its bytes than by its connection, of which a unit takes 90,000 an hour.
                quantity: known(gigabytes.div(applicationUnit.carries.gigabytesPerHour)),
            },
            regions,
            `at most: ${counted} requests, each of ${requestKibibytes} KiB${dearest}`,
        ),
        item(
            { name: "traffic, both ways", unit: "GB", price: internetEgress, quantity: known(gigabytes) },
            [...new Set([...regions, runner.region])],
            `at most: ${counted} requests of ${requestKibibytes} KiB (assumed: sizes are not measured), all as sent to the internet`,
        ),
    ];
}

function queryItem(price: Tiers, load: DrillLoad): Item {
    const { resolvers, ttlSeconds } = load;
    const asks = Math.ceil(billedSeconds(load) / ttlSeconds) + 1;
    return item(
        { name: price.name, unit: "queries", price, quantity: known(resolvers * recordTypes * asks) },
        ["global"],
        `at most: ${resolvers} resolvers ask every ${ttlSeconds} s for A and AAAA, and no answer is free`,
    );
}

/** The dearest kind of routing that the plan's records have: which of them answers is a matter of health. None without records. */
function dearestRouting(plan: Plan, book: PriceBook): readonly Tiers[] {
    const records = resourcesOfType(plan, "aws:route53/record:Record");
    const routings = [...new Set(records.flatMap((record) => queryPrices(new CostResource(record, noGraph))))];
    // What has no price comes first, so that it is said and not passed over.
    const amount = (tiers: Tiers) => Number(book.find(firstPrice(tiers), "global")?.amount ?? Infinity);
    return routings.sort((a, b) => amount(b) - amount(a)).slice(0, 1);
}

function pricedLine({ line, places, basis }: Item, book: PriceBook): DrillCostLine | DrillCost["uncounted"][number] {
    const name: PriceName = isTiers(line.price) ? firstPrice(line.price) : line.price;
    const row = `${name.service}: ${name.label}`;
    const found = places.map((place) => ({ place, price: book.find(name, place) }));
    const missing = found.filter(({ price }) => price === undefined).map(({ place }) => place);
    const [dearest] = found.flatMap(withPrice).sort((a, b) => b.price.amount.cmp(a.price.amount));
    if (dearest === undefined || missing.length > 0 || line.quantity.kind !== "known") {
        return { name: line.name, reason: `the price book has no row ${row} for ${missing.join(", ")}` };
    }
    const { place, price } = dearest;
    const quantity = line.quantity.band.typical.round(quantityDigits, Big.roundUp);
    return {
        name: line.name,
        place,
        quantity: quantity.toFixed(),
        unit: line.unit,
        price: price.amount.toFixed(),
        amount: quantity.times(price.amount).toFixed(),
        basis,
        row,
        source: price.source,
        date: price.date,
    };
}

function withPrice({ place, price }: { readonly place: PricePlace; readonly price: Price | undefined }) {
    return price === undefined ? [] : [{ place, price }];
}
