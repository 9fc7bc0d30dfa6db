import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";
import { transform } from "esbuild";
import type { Mutant } from "./rules";

type Wrapped = (exports: unknown, require: (name: string) => unknown, module: { exports: unknown }) => void;

interface Compiled {
    readonly run: Wrapped;
    /** Files that it requires, by the name that it uses for them. */
    readonly requires: ReadonlyMap<string, string>;
}

/** Modules of this project by path below a folder; each is compiled once and run anew by each `link`. */
export class MutantModules {
    private readonly compiled = new Map<string, Compiled>();
    private readonly load = createRequire(__filename);

    constructor(private readonly folder: string) {}

    /** Compiles a module and all that it imports. */
    async add(module: string): Promise<void> {
        await this.addFile(path.join(this.folder, `${module}.ts`));
    }

    /** A loader of fresh modules, one of which is changed. @throws when the text to change is not there exactly once */
    async link(mutant?: Mutant): Promise<(module: string) => unknown> {
        const changed = mutant === undefined ? undefined : path.join(this.folder, mutant.file);
        const mutated = mutant && (await this.mutated(mutant));
        const loaded = new Map<string, { exports: unknown }>();
        const run = (file: string): unknown => {
            const known = loaded.get(file);
            if (known) {
                return known.exports;
            }
            const compiled = file === changed ? mutated : this.compiled.get(file);
            assert.ok(compiled, `${file} is not among the modules of any rule`);
            const module: { exports: unknown } = { exports: {} };
            loaded.set(file, module);
            compiled.run(module.exports, (name) => this.require(compiled, name, run), module);
            return module.exports;
        };
        return (module) => run(path.join(this.folder, `${module}.ts`));
    }

    private async mutated(mutant: Mutant): Promise<Compiled> {
        const file = path.join(this.folder, mutant.file);
        return compile(file, mutate(readFileSync(file, "utf8"), mutant));
    }

    private require({ requires }: Compiled, name: string, run: (file: string) => unknown): unknown {
        const file = requires.get(name);
        return file === undefined ? this.load(name) : run(file);
    }

    private async addFile(file: string): Promise<void> {
        if (this.compiled.has(file)) {
            return;
        }
        const compiled = await compile(file, readFileSync(file, "utf8"));
        this.compiled.set(file, compiled);
        for (const required of compiled.requires.values()) {
            await this.addFile(required);
        }
    }
}

function mutate(text: string, { file, find, replace }: Mutant): string {
    assert.equal(text.split(find).length, 2, `${file}: expected "${find}" once`);
    return text.replace(find, () => replace);
}

async function compile(file: string, text: string): Promise<Compiled> {
    const { code } = await transform(text, { loader: "ts", format: "cjs", target: "es2022" });
    const run = vm.runInThisContext(`(exports, require, module) => {${code}\n}`, { filename: file }) as Wrapped;
    const names = [...code.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, name]) => name ?? "");
    return { run, requires: new Map(names.map((name) => [name, resolve(path.dirname(file), name)])) };
}

function resolve(folder: string, name: string): string {
    const found = [`${name}.ts`, `${name}/index.ts`]
        .map((one) => path.join(folder, one))
        .find((one) => existsSync(one));
    assert.ok(found !== undefined, `${name}: no such module in ${folder}`);
    return found;
}
