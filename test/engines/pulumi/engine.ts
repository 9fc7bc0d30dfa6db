import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { LocalWorkspace, PulumiCommand, type PreviewResult, type Stack } from "@pulumi/pulumi/automation";
import { storeVariable } from "./store";

const root = join(__dirname, "../../..");

/** A real Pulumi engine with a stack of its own in a folder of its own, and nothing of AWS behind it. */
export interface Engine {
    readonly stack: Stack;
    /** Of the engine and the providers behind it. */
    readonly environment: Readonly<Record<string, string>>;
    /** Removes everything of it. */
    readonly close: () => void;
}

/** @param program makes resources, as index.ts does */
export async function startEngine(program: () => Promise<Record<string, unknown>>): Promise<Engine> {
    const home = mkdtempSync(join(tmpdir(), "antipode-engine-"));
    const bin = join(home, "bin");
    for (const name of ["aws", "random"]) {
        writeProvider(bin, name, join(home, `${name}.json`));
    }
    mkdirSync(join(home, "state"));
    const work = join(home, "work");
    mkdirSync(work);
    // What assets name is found from where the engine runs.
    symlinkSync(join(root, "dist"), join(work, "dist"));
    const environment = {
        PATH: [bin, join(root, ".antipode/bin"), process.env["PATH"] ?? ""].join(delimiter),
        PULUMI_HOME: join(home, "pulumi"),
        PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "engine",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        // Of the provider for AWS; each provider has a file of its own.
        [storeVariable]: join(home, "aws.json"),
    };
    const before = process.env["PATH"];
    process.env["PATH"] = environment.PATH;
    const pulumiCommand = await PulumiCommand.get({ skipVersionCheck: true });
    process.env["PATH"] = before;
    const stack = await LocalWorkspace.createStack(
        { stackName: "test", projectName: "antipode", program },
        { workDir: work, envVars: environment, pulumiCommand },
    );
    return { stack, environment, close: () => rmSync(home, { recursive: true, force: true }) };
}

/** A plugin is a program on PATH with its provider's name. */
function writeProvider(bin: string, name: string, store: string): void {
    mkdirSync(bin, { recursive: true });
    const file = join(bin, `pulumi-resource-${name}`);
    const tsx = join(root, "node_modules/tsx/dist/cjs/index.cjs");
    writeFileSync(
        file,
        `#!/bin/sh\nexport ${storeVariable}="${store}"\nexec "${process.execPath}" --require "${tsx}" "${join(__dirname, "stand-in.ts")}" "$@"\n`,
    );
    chmodSync(file, 0o755);
}

/** What a preview would do besides leaving things as they are, by kind: empty when nothing changes. */
export function changesOf({ changeSummary }: PreviewResult): Record<string, number> {
    return Object.fromEntries(Object.entries(changeSummary).filter(([kind]) => kind !== "same"));
}
