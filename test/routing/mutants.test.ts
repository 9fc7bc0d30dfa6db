import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { build } from "esbuild";
import { rules, type Subject } from "./rules";

const folder = path.resolve(__dirname, "../../routing");

interface Mutant {
    readonly title: string;
    readonly file: string;
    readonly find: string;
    readonly replace: string;
}

/** Each breaks one rule; the rules must notice every one. */
const mutants: readonly Mutant[] = [
    {
        title: "no failing open",
        file: "evaluate/walk.ts",
        find: "failOpen ? group.records : healthy",
        replace: "healthy",
    },
    {
        title: "failing open without saying so",
        file: "evaluate/walk.ts",
        find: "failOpen: leaf.failOpen || failOpen",
        replace: "failOpen: leaf.failOpen",
    },
    {
        title: "evaluate-target-health is ignored",
        file: "evaluate/health.ts",
        find: "record.AliasTarget?.EvaluateTargetHealth !== true",
        replace: "record.Name !== undefined",
    },
    {
        title: "evaluate-target-health is always on",
        file: "evaluate/health.ts",
        find: "record.AliasTarget?.EvaluateTargetHealth !== true",
        replace: "record.AliasTarget === undefined",
    },
    {
        title: "a check or the target's health is enough",
        file: "evaluate/health.ts",
        find: "checkFault(record, walk) ?? targetFault(record, walk, trail)",
        replace: "checkFault(record, walk) && targetFault(record, walk, trail)",
    },
    {
        title: "a group needs all of its records",
        file: "evaluate/health.ts",
        find: "target.group.records.some(",
        replace: "target.group.records.every(",
    },
    {
        title: "Inverted is ignored",
        file: "evaluate/health.ts",
        find: "config.Inverted === true",
        replace: "config.Inverted === null",
    },
    {
        title: "Disabled is ignored",
        file: "evaluate/health.ts",
        find: "config.Disabled === true",
        replace: "config.Disabled === null",
    },
    {
        title: "calculated checks need one child more",
        file: "evaluate/health.ts",
        find: "healthy >= (config.HealthThreshold ?? 0)",
        replace: "healthy > (config.HealthThreshold ?? 0)",
    },
    {
        title: "weight 0 is a small weight",
        file: "policies/weighted.ts",
        find: ".filter(({ Weight = 0 }) => Weight > 0)",
        replace: ".filter(() => true)",
    },
    {
        title: "weights are not renormalised",
        file: "policies/weighted.ts",
        find: "(record.Weight ?? 0) / total",
        replace: "(record.Weight ?? 0) / 50",
    },
    {
        title: "all weights 0 answer nothing",
        file: "policies/weighted.ts",
        find: "if (total === 0)",
        replace: "if (total < 0)",
    },
    {
        title: "the secondary answers when both are unhealthy",
        file: "policies/failover.ts",
        find: 'Failover === "PRIMARY") ?? usable[0]',
        replace: 'Failover === (usable.length > 1 ? "SECONDARY" : "PRIMARY")) ?? usable[0]',
    },
    {
        title: "a region without latency is the best",
        file: "policies/latency.ts",
        find: "latencies[Region] ?? Infinity",
        replace: "latencies[Region] ?? 0",
    },
    {
        title: "latency ties follow the order of records",
        file: "policies/latency.ts",
        find: '(a.Region ?? "").localeCompare(b.Region ?? "")',
        replace: "0",
    },
    {
        title: "a balancer's alias has its own TTL",
        file: "evaluate/walk.ts",
        find: "ttl: balancerTtlSeconds",
        replace: "ttl: record.TTL ?? 300",
    },
    {
        title: "negative answers are kept for the SOA's minimum",
        file: "evaluate/zone-index.ts",
        find: "Math.min(soa.records[0].TTL ?? 0, minimum)",
        replace: "minimum",
    },
    {
        title: "names are compared letter by letter",
        file: "names.ts",
        find: "decoded.toLowerCase()",
        replace: "decoded",
    },
    {
        title: "empty non-terminals do not exist",
        file: "evaluate/zone-index.ts",
        find: "name = parentName(name)",
        replace: 'name = ""',
    },
    {
        title: "18 % are enough",
        file: "health-checks/verdict.ts",
        find: "votes > 0.18 * checkers",
        replace: "votes >= 0.18 * checkers",
    },
    {
        title: "half of the checkers are the quorum",
        file: "health-checks/verdict.ts",
        find: "votes > 0.18 * checkers",
        replace: "votes >= 0.5 * checkers",
    },
    {
        title: "a checker changes its mind one observation too late",
        file: "health-checks/verdict.ts",
        find: "this.contradictions >= this.threshold",
        replace: "this.contradictions > this.threshold",
    },
    {
        title: "contradictions need not be consecutive",
        file: "health-checks/verdict.ts",
        find: "passed === this.opinion ? 0 :",
        replace: "passed === this.opinion ? this.contradictions :",
    },
];

describe("mutants of Route 53's rules", () => {
    it("the modules as they are keep every rule", async () => {
        assert.deepEqual(broken(await load(undefined)), []);
    });
    for (const mutant of mutants) {
        it(`is noticed: ${mutant.title}`, async () => {
            assert.notDeepEqual(broken(await load(mutant)), []);
        });
    }
});

/** The titles of the rules that a subject breaks. */
function broken(subject: Subject): string[] {
    return rules.filter(({ holds }) => throws(() => holds(subject))).map(({ title }) => title);
}

function throws(act: () => void): boolean {
    try {
        act();
        return false;
    } catch {
        return true;
    }
}

/** The routing modules with one text replaced, bundled in memory. */
async function load(mutant: Mutant | undefined): Promise<Subject> {
    const contents = 'export { answer } from "./answer"; export * as verdict from "./health-checks/verdict";';
    const bundle = await build({
        stdin: { contents, resolveDir: folder, loader: "ts" },
        bundle: true,
        write: false,
        platform: "node",
        format: "cjs",
        plugins: [
            {
                name: "mutant",
                setup: (builder) => builder.onLoad({ filter: /\.ts$/ }, ({ path: file }) => source(file, mutant)),
            },
        ],
    });
    const module: { exports: unknown } = { exports: {} };
    const wrapped = vm.runInThisContext(`(module, exports) => {${bundle.outputFiles[0]?.text ?? ""}}`) as (
        ...given: unknown[]
    ) => void;
    wrapped(module, module.exports);
    return module.exports as Subject;
}

function source(file: string, mutant: Mutant | undefined): { contents: string; loader: "ts" } {
    const text = readFileSync(file, "utf8");
    if (!mutant || path.relative(folder, file) !== mutant.file) {
        return { contents: text, loader: "ts" };
    }
    // A mutant that changes nothing would be noticed by nobody.
    assert.equal(text.split(mutant.find).length, 2, `${mutant.file}: expected "${mutant.find}" once`);
    return { contents: text.replace(mutant.find, () => mutant.replace), loader: "ts" };
}
