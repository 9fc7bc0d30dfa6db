import { benchPackages, installTools } from "../setup/debian";
import { ratioAtLeast, ratioAtMost, takeTurns, type Bench, type Finding } from "./bench";
import { bundled } from "./bundle";
import { checkEqual } from "./dns/ask";
import { answersPerProcessorSecond } from "./dns/dnsperf";
import { gdnsd, nodeProgram, powerDnsGeoip, powerDnsLua } from "./dns/peers";
import { soak } from "./dns/soak";
import { Stage } from "./dns/stage";
import { flatName, treeName, weightedNames } from "./dns/zone";

const runs = 7;

/**
 * One zone on every server: a hundred names, each drawn from two addresses by weight. Answers are counted for a second
 * of the server's processor time, which a busy machine changes least.
 */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    installTools(benchPackages);
    const stage = new Stage(signal);
    try {
        const ours = await stage.start("antipode", nodeProgram(await bundled("bin/bench/dns/zone-run.ts")));
        const constant = await stage.start("constant", nodeProgram(await bundled("bin/bench/dns/constant-run.ts")));
        const geoip = await stage.start("PowerDNS geoip", powerDnsGeoip);
        const lua = await stage.start("PowerDNS Lua", powerDnsLua("yes"));
        const sharedLua = await stage.start("PowerDNS shared Lua", powerDnsLua("shared"));
        const gdns = await stage.start("gdnsd", gdnsd);
        await Promise.all([ours, geoip, lua, sharedLua, gdns].map(({ port }) => checkEqual(port)));
        const questions = (name: string, names: readonly string[]) => ({
            file: stage.write(
                name,
                names.map((one) => `${one} A`),
            ),
            count: names.length,
        });
        const [weighted, flat, tree] = [
            questions("weighted", weightedNames),
            questions("flat", [flatName]),
            questions("tree", [treeName]),
        ];
        const pairs = [
            ...[ours, constant, geoip, lua, sharedLua, gdns].map((server) => ({ server, asked: weighted })),
            { server: ours, asked: flat },
            { server: ours, asked: tree },
        ];
        const contestants = pairs.map(({ server, asked }) => ({
            name: server.name,
            run: () => answersPerProcessorSecond(server, asked, signal),
        }));
        return findings(await takeTurns(contestants, { runs }, signal));
    } finally {
        await stage.clear();
    }
}

/** @param rates in the order of the contestants */
function findings([
    ours = [],
    constant = [],
    geoip = [],
    lua = [],
    sharedLua = [],
    gdns = [],
    flat = [],
    tree = [],
]: number[][]) {
    const unit = "answers per CPU-second";
    const name = "antipode, drawn by weight";
    const microseconds = (rates: readonly number[]) => rates.map((rate) => 1e6 / rate);
    return [
        {
            name,
            unit,
            values: ours,
            floor: { name: "Node, one constant answer", values: constant },
            bar: ratioAtLeast(0.8),
        },
        { name, unit, values: ours, floor: { name: "PowerDNS, geoip", values: geoip }, bar: ratioAtLeast(1) },
        { name, unit, values: ours, floor: { name: "PowerDNS, Lua records", values: lua }, bar: ratioAtLeast(3) },
        { name, unit, values: ours, floor: { name: "PowerDNS, Lua, shared state", values: sharedLua } },
        { name, unit, values: ours, floor: { name: "gdnsd", values: gdns } },
        {
            name: "antipode, three levels of aliases",
            unit: "us of CPU per answer",
            values: microseconds(tree),
            floor: { name: "antipode, one address", values: microseconds(flat) },
            bar: ratioAtMost(1.3),
        },
    ];
}

export const benches: readonly Bench[] = [
    { name: "dns", measure },
    { name: "dns-soak", measure: soak },
];
