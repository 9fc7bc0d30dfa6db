import { projectRoot } from "../../root";

/**
 * The script of the page that explains: the evaluator and what draws, as one file for a browser. Built when it is asked
 * for, in a tenth of a second, from the sources that lie beside every checkout: so it is never older than they are.
 */
export async function pageScript(): Promise<string> {
    const { build } = await import("esbuild");
    const { outputFiles } = await build({
        absWorkingDir: projectRoot(),
        entryPoints: ["routing/page/client.ts"],
        bundle: true,
        minify: true,
        format: "iife",
        platform: "browser",
        target: "es2022",
        charset: "utf8",
        legalComments: "none",
        write: false,
        logLevel: "silent",
    });
    return outputFiles[0]?.text ?? "";
}
