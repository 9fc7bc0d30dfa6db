import assert from "node:assert/strict";
import Big from "big.js";
import { priceDrill, type DrillCostLine, type DrillLoad } from "../../cost/drill";
import type { PriceBook } from "../../cost/book/price-book";
import type { PlanValue } from "../../plan/plan";
import { book, planOf, resource } from "./plans";

const load: DrillLoad = {
    seconds: 900,
    requests: 81_000,
    resolvers: 9,
    ttlSeconds: 60,
    regions: ["eu-west-1", "eu-central-1"],
    runnerRegion: "eu-west-1",
};

const record = resource("aws:route53/record:Record", { latencyRoutingPolicies: [{ region: "eu-west-1" }] });

function runner(inputs: { readonly [key: string]: PlanValue }, region = "eu-central-1") {
    const component = resource("antipode:game-day-runner:GameDayRunner", {}, { custom: false, name: "drills" });
    const parent = component.urn;
    return [
        component,
        resource("aws:ecs/cluster:Cluster", {}, { parent, region }),
        resource("awsx:ecs:FargateTaskDefinition", inputs, { parent, custom: false }),
    ];
}

const whatIsPaid = ({ name, place, amount }: DrillCostLine) => [name, place, amount];

const amountsOf = (cost: ReturnType<typeof priceDrill>) =>
    Object.fromEntries(cost.lines.map(({ name, amount }) => [name, Number(amount).toFixed(6)]));

/** A book that lacks some rows. */
const without = (label: RegExp): PriceBook => ({
    places: book.places,
    entries: () => book.entries(),
    find: (name, place) => (label.test(name.label) ? undefined : book.find(name, place)),
});

describe("what a drill costs on AWS", () => {
    it("is a runner by the minute, queries, capacity units and traffic", () => {
        const cost = priceDrill(planOf(record), load, book);
        assert.equal(cost.minutes, 15);
        assert.deepEqual(amountsOf(cost), {
            // A quarter of an hour of 2 vCPU at 0.03238, 4 GB at 0.00356 and an address at 0.005.
            "runner's ARM processors": "0.016190",
            "runner's ARM memory": "0.003560",
            "runner's public IPv4": "0.001250",
            // Nine resolvers, two types, sixteen times, at 0.60 a million.
            "Latency Based Routing queries": "0.000173",
            // A unit takes a gigabyte an hour, at 0.008; 90 new connections a second would be 0.9 unit hours.
            "balancers' capacity units": "0.009888",
            // 81,000 times 16 KiB, at 0.09 a GB.
            "traffic, both ways": "0.111237",
        });
    });

    it("has lines that sum up to its total, each with the row that it is priced by", () => {
        const { lines, total } = priceDrill(planOf(record), load, book);
        const sum = lines.reduce(
            (whole, { quantity, price }) => whole.plus(new Big(quantity).times(price)),
            new Big(0),
        );
        assert.equal(sum.toFixed(), total);
        for (const { row, source, date } of lines) {
            assert.match(row, /^\w[\w-]+: \S/);
            assert.match(source, /\S/);
            assert.match(date, /^(\d{4}|undated)/);
        }
    });

    it("takes the runner's size, kind and region from the plan", () => {
        const own = runner({ cpu: "4096", memory: "8192" });
        const [processors, memory] = priceDrill(planOf(...own), load, book).lines;
        assert.deepEqual(
            [processors?.name, processors?.place, processors?.quantity, memory?.quantity, processors?.basis],
            ["runner's processors", "eu-central-1", "1", "2", "task of drills"],
        );
    });

    it("takes a plan without a runner to have one as the component makes it", async () => {
        const { recordAlone } = await import("../components/platforms.js");
        const { example } = await import("../../docs/examples/game-day-runner.js");
        const made = await recordAlone(example);
        const own = priceDrill(made, load, book);
        const usual = priceDrill(planOf(), { ...load, runnerRegion: "eu-central-1" }, book);
        assert.equal(own.lines[0]?.basis, "task of orders-gameday");
        assert.deepEqual(own.lines.map(whatIsPaid), usual.lines.map(whatIsPaid));
    }).timeout(30_000);

    it("says that a plan has no runner", () => {
        const [processors] = priceDrill(planOf(), load, book).lines;
        assert.match(processors?.basis ?? "", /the plan has none, so eu-west-1 is assumed/);
    });

    it("names a runner of unknown size and leaves its minutes out", () => {
        const cost = priceDrill(planOf(...runner({ memory: "8192" })), load, book);
        assert.deepEqual(cost.uncounted[0], {
            name: "task of drills",
            reason: "taskDefinition.cpu is not known before deployment",
        });
        assert.equal(cost.lines[0]?.name, "runner's public IPv4");
    });

    it("names what has no price, and never counts it as nothing", () => {
        const cost = priceDrill(planOf(record), load, without(/^to=internet|^Query/));
        assert.deepEqual(
            cost.uncounted.slice(0, 2).map(({ name, reason }) => `${name}: ${reason}`),
            [
                "Latency Based Routing queries: the price book has no row AmazonRoute53: Query Latency Based Routing External first 1B for global",
                "traffic, both ways: the price book has no row AWSDataTransfer: to=internet;tierGB=0-10240 for eu-west-1, eu-central-1",
            ],
        );
        assert.ok(!cost.lines.some(({ name }) => name === "traffic, both ways"));
    });

    it("is a minute at the least", () => {
        assert.equal(priceDrill(planOf(), { ...load, seconds: 3 }, book).minutes, 1);
    });

    it("asks the dearest of the regions", () => {
        const away = { ...load, regions: ["eu-west-1", "sa-east-1"] };
        const places = priceDrill(planOf(), away, book).lines.map(({ place }) => place);
        assert.deepEqual(places.slice(-2), ["sa-east-1", "sa-east-1"]);
    });
});
