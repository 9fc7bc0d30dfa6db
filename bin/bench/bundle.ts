import { basename, join } from "node:path";
import { projectRoot } from "../root";

/**
 * The path of a program of bin/bench/ as one file for plain Node, as the apps are: what is compared with them must not
 * lose time by how its files are found.
 * @param source from the project's folder
 */
export async function bundled(source: string): Promise<string> {
    const { build } = await import("esbuild");
    const outfile = join(projectRoot(), ".antipode", "build", `bench-${basename(source, ".ts")}.cjs`);
    await build({
        entryPoints: [join(projectRoot(), source)],
        outfile,
        bundle: true,
        platform: "node",
        format: "cjs",
        target: "node20.19",
        external: ["pg-native"],
        logLevel: "error",
    });
    return outfile;
}
