import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's folder: the nearest one above this file, or above the bundle that holds it, with a package.json. */
export function projectRoot(): string {
    let folder = __dirname;
    while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) {
        folder = dirname(folder);
    }
    return folder;
}

const programs = { host: "twin/host.ts", relay: "twin/relay-main.ts", route53: "twin/route53-main.ts" } as const;
export type Program = keyof typeof programs;

export function programFile(root: string, program: Program): string {
    return join(root, ".antipode", "build", `twin-${program}.cjs`);
}

/**
 * Bundles what the twin runs inside its namespaces. Each is one file for bare Node, so that it starts in 50 ms whether
 * the caller is itself a bundle or runs under tsx. Takes 0.1 s; a name of its own until it is whole, because two twins may start at once.
 */
export async function buildPrograms(root: string): Promise<void> {
    const { build } = await import("esbuild");
    mkdirSync(join(root, ".antipode", "build"), { recursive: true });
    const names = Object.keys(programs) as Program[];
    await Promise.all(
        names.map(async (program) => {
            const target = programFile(root, program);
            const draft = `${target}.${process.pid.toFixed()}`;
            await build({
                entryPoints: [join(root, programs[program])],
                outfile: draft,
                bundle: true,
                platform: "node",
                target: "node20",
                format: "cjs",
                // Optional parts of `pg` that nobody installs.
                external: ["pg-native", "cloudflare:sockets"],
                logLevel: "silent",
            });
            renameSync(draft, target);
        }),
    );
}
