import { posix } from "node:path";
import { entryPoints } from "./manifest";
import { type Source, files, resolveImport, sources } from "./sources";

/**
 * Files that are reached from an entry point: by an import, or by their path in a text: from the project's folder, as
 * `twin/host.ts` stands in twin/programs.ts, which bundles it, or from the file's own, as `join(__dirname, "x.ts")`.
 */
export function reachable(): ReadonlySet<string> {
    const reached = new Set<string>();
    const waiting = entryPoints();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        const source = sources.get(path);
        if (source && !reached.has(path)) {
            reached.add(path);
            waiting.push(...neighbours(source));
        }
    }
    return reached;
}

function neighbours({ path, imports, strings }: Source): string[] {
    const imported = imports.flatMap(({ specifier }) => resolveImport(path, specifier) ?? []);
    const named = [...strings].flatMap((text) => [text, posix.join(posix.dirname(path), text)]);
    return [...imported, ...named.filter((text) => sources.has(text))];
}

/** Relative imports that lead nowhere. The bundles that bin/antipode loads are no imports: their paths are computed. */
export function unresolved(): string[] {
    return [...sources.values()].flatMap(({ path, imports }) =>
        imports
            .filter(({ specifier }) => specifier.startsWith(".") && resolveImport(path, specifier) === undefined)
            .map(({ specifier }) => `${path}: ${specifier}`),
    );
}

/**
 * Exports that no other file imports. What is run, not imported, exports for whoever runs it. A type may be exported
 * for a signature beside it. Whoever takes a whole module uses what it names.
 */
export function deadExports(): string[] {
    const run = new Set(entryPoints());
    const taken = takenNames();
    return [...sources.values()]
        .filter(({ path }) => !run.has(path))
        .flatMap(({ path, exports, identifiers }) =>
            exports
                .filter(({ name }) => taken.get(path)?.has(name) !== true)
                .filter(({ name, isType }) => !isType || (identifiers.get(name) ?? 0) < 2)
                .map(({ name }) => `${path}: ${name}`),
        );
}

function takenNames(): Map<string, Set<string>> {
    const taken = new Map(files.map((path) => [path, new Set<string>()]));
    for (const { path, imports, identifiers } of sources.values()) {
        for (const { specifier, names } of imports) {
            const target = taken.get(resolveImport(path, specifier) ?? "");
            const all = names.includes("*") ? [...names, ...identifiers.keys()] : names;
            all.forEach((name) => target?.add(name));
        }
    }
    return taken;
}
