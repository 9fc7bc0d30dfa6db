import { execFile } from "node:child_process";
import { cpus, release, totalmem } from "node:os";
import { promisify } from "node:util";
import type { Twin } from "../twin/api";
import type { Report } from "./report";

/** Where a drill ran, and with which versions; asked of the target while it is up. What does not answer is left out. */
export async function machineOf(
    twin: Pick<Twin, "status" | "resolvers">,
    k6: string,
): Promise<{ readonly machine: Report["machine"]; readonly resolvers: readonly string[] }> {
    const [rows, resolvers, k6Version] = await Promise.all([
        twin.status().catch(() => []),
        twin.resolvers().catch(() => []),
        versionOf(k6),
    ]);
    const engines = rows.flatMap(({ engine }): [string, string][] => {
        const [, name, version] = /^(.*?) (\d\S*)$/.exec(engine) ?? [];
        return name === undefined || version === undefined ? [] : [[name, version]];
    });
    return {
        machine: {
            cores: cpus().length,
            memoryGiB: Math.round(totalmem() / 2 ** 30),
            kernel: release(),
            versions: Object.fromEntries<string>([["Node.js", process.versions.node], ...k6Version, ...engines]),
        },
        resolvers: resolvers.map(({ address }) => address),
    };
}

async function versionOf(k6: string): Promise<[string, string][]> {
    try {
        const { stdout } = await promisify(execFile)(k6, ["version"]);
        const [, version] = /v(\d\S*)/.exec(stdout) ?? [];
        return version === undefined ? [] : [["k6", version]];
    } catch {
        return [];
    }
}
