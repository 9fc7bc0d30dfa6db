import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Region } from "../components/shared/regions";
import type { ConfigProblems, PlatformConfig } from "../config";
import type { Plan } from "../plan/plan";
import type { StackOutputs } from "../plan/record";
import { CommandError } from "./exit";
import { projectRoot } from "./root";
import { applySettings } from "./stack-settings";

/**
 * The plan of a stack: its config read as Pulumi would, changed by `path=value` settings, its program recorded.
 * @throws CommandError 2 for an unknown stack or a config that is not valid
 */
export async function recordStack(stack: string, settings: readonly string[] = []): Promise<Plan> {
    const directory = projectRoot();
    // The config is read before the SDK is loaded: who mistypes a name should not wait a second to hear of it.
    const config = await readConfig(stack, directory, settings);
    const [{ recordOutputs, recordProgram }, { definePlatform }] = await Promise.all([
        import("../plan/record.js"),
        import("../platform.js"),
    ]);
    const options = { project: projectName(directory), stack, directory };
    // A split stack reads others: those are recorded first, from the same config.
    const stacks: Record<string, StackOutputs> = {};
    for (const [name, other] of stacksReadBy(config)) {
        stacks[name] = (await recordOutputs(() => definePlatform(other), { ...options, stacks })).outputs;
    }
    return recordProgram(() => definePlatform(config), { ...options, stacks });
}

/** The stacks that a layer reads, in the order that they are deployed in: the foundation's, then those of cells. */
function stacksReadBy(config: PlatformConfig): [name: string, config: PlatformConfig][] {
    const { layer } = config;
    if (layer.kind === "all" || layer.kind === "foundation") {
        return [];
    }
    const { foundation } = layer;
    const cells = layer.kind === "traffic" ? Object.entries(layer.cells) : [];
    return [
        [foundation, { ...config, layer: { kind: "foundation" } }],
        ...cells.map(([region, name]): [string, PlatformConfig] => [
            name,
            { ...config, layer: { kind: "cell", region: region as Region, foundation } },
        ]),
    ];
}

async function readConfig(stack: string, directory: string, settings: readonly string[]): Promise<PlatformConfig> {
    const { ConfigProblems, loadStack } = await import("../config.js");
    try {
        return loadStack(stack, directory, (platform) => applySettings(platform, settings));
    } catch (error) {
        if (!(error instanceof ConfigProblems)) {
            throw error;
        }
        throw new CommandError(
            blamed(error, settings, () => loadStack(stack, directory)),
            2,
            { cause: error },
        );
    }
}

/** One problem makes one line; several make one each, below a heading that names what to change: the file, or what is set. */
function blamed({ message, problems }: ConfigProblems, settings: readonly string[], unchanged: () => unknown): string {
    const heading = message.split("\n")[0] ?? "";
    const set = `${settings.map((setting) => `--set ${setting}`).join(" ")} is not valid:`;
    const lines = problems.map(({ path, message: what }) => `${path}: ${what}`);
    const head = settings.length > 0 && isValid(unchanged) ? set : heading;
    return lines.length === 1 ? `${head} ${lines.join("")}` : [head, ...lines.map((line) => `  - ${line}`)].join("\n");
}

function isValid(load: () => unknown): boolean {
    try {
        load();
        return true;
    } catch {
        return false;
    }
}

function projectName(directory: string): string {
    const { name } = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as { name: string };
    return name;
}
