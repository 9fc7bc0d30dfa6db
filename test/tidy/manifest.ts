import { builtinModules } from "node:module";
import { drills } from "../../loadtest/drills/catalogue";
import { files, packageOf, read, sources } from "./sources";

interface Manifest {
    readonly main: string;
    readonly bin: Readonly<Record<string, string>>;
    readonly scripts: Readonly<Record<string, string>>;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
    readonly overrides?: Readonly<Record<string, string>>;
}

export const manifest = JSON.parse(read("package.json")) as Manifest;

/** What a person, Pulumi, mocha, the linter or k6 runs. */
export function entryPoints(): string[] {
    const named = [manifest.main, ...Object.values(manifest.bin), ...scriptWords().filter((word) => sources.has(word))];
    const found = files.filter(
        (path) =>
            /^test\/.*\.test\.ts$/.test(path) ||
            /^test\/types\/.*\.tst\.ts$/.test(path) ||
            // test/components/examples.test.ts records them all.
            /^docs\/examples\/[^/]+\.ts$/.test(path) ||
            /^eslint\.config\.mjs$/.test(path) ||
            // Lambda calls what they export.
            /^apps\/[^/]+\/handler\.ts$/.test(path) ||
            // Global declarations of the scenarios' own type check.
            /^loadtest\/[^/]+\.d\.ts$/.test(path) ||
            // bin/bench.ts runs every file that offers benches.
            (/^bin\/bench\/[^/]+\.ts$/.test(path) && sources.get(path)?.exports.some(({ name }) => name === "benches")),
    );
    const scenarios = drills.map(({ scenario }) => `loadtest/scenarios/${scenario}.ts`);
    return [...new Set([...named, ...found, ...scenarios])];
}

function scriptWords(): string[] {
    return Object.values(manifest.scripts).flatMap((script) => script.split(/\s+/));
}

/** Programs that packages bring for scripts, and packages that no file imports. */
const programs: Readonly<Record<string, string>> = { tsc: "typescript" };
const needed: Readonly<Record<string, string>> = {
    "ts-node": "Pulumi's host takes it from here, else a copy of its own with another TypeScript",
    "@types/node": "tsconfig.json names it",
    "@types/mocha": "tsconfig.json names it",
    "@types/k6": "loadtest/tsconfig.json names it",
};

/** Folders and files whose imports are for developers. */
const development = /^(test\/|eslint\.config\.mjs$|bin\/setup\/test-reporter\.cjs$|bin\/sample\.ts$|bin\/pages[./])/;

export function dependencyProblems(): string[] {
    const { dependencies, devDependencies } = manifest;
    const used = new Set<string>();
    const problems = new Set<string>();
    for (const { path, imports, strings } of sources.values()) {
        // Whoever loads plug-ins is told their names.
        [...strings].filter((text) => text.includes("-plugin-")).forEach((text) => used.add(text));
        for (const { specifier, typeOnly } of imports) {
            const name = packageOf(specifier);
            if (name === undefined || builtinModules.includes(name)) {
                continue;
            }
            used.add(name);
            const half = typeOnly || development.test(path) ? { ...dependencies, ...devDependencies } : dependencies;
            if (!(name in half)) {
                problems.add(`${path}: ${name} is not declared`);
            }
        }
    }
    const commands = scriptWords().map((word) => programs[word] ?? word);
    const idle = Object.keys({ ...dependencies, ...devDependencies }).filter(
        (name) =>
            !used.has(name) && !(name in needed) && !commands.includes(name) && !used.has(name.replace("@types/", "")),
    );
    return [...problems, ...idle.map((name) => `package.json: ${name} is used by no file`)];
}

/** Each part of a script starts a file of ours, a declared package's program or another script. */
export function scriptProblems(): string[] {
    return Object.entries(manifest.scripts).flatMap(([script, line]) =>
        line.split("&&").flatMap((part) => {
            const [program = "", first = "", second = ""] = part.trim().split(/\s+/);
            if (program === "npm") {
                return first === "run" && second in manifest.scripts ? [] : [`${script}: ${part.trim()}`];
            }
            const ours = part.split(/\s+/).filter((word) => /^[a-z]+\/[a-z/.-]+$/.test(word));
            const known = files.includes(program) || (programs[program] ?? program) in manifest.devDependencies;
            return [...(known ? [] : [program]), ...ours.filter((word) => !files.includes(word))].map(
                (missing) => `${script}: ${missing}`,
            );
        }),
    );
}
