import { parse } from "yaml";

/** What user data does on an instance, in the vocabulary that components/shared writes. Paths are the instance's. */
export interface InstanceProgram {
    readonly files: readonly { readonly path: string; readonly content: string }[];
    /** Objects of buckets, `bucket/key`, and where they go. */
    readonly objects: readonly { readonly name: string; readonly path: string }[];
    readonly secrets: readonly { readonly name: string; readonly path: string }[];
    readonly services: readonly Service[];
}

/** A systemd unit, as far as the twin obeys it. */
export interface Service {
    readonly name: string;
    readonly command: readonly string[];
    readonly environment: { readonly [name: string]: string };
    /** Present when the unit says `Restart=always`. */
    readonly restartSeconds?: number;
}

interface CloudConfig {
    readonly write_files?: readonly { readonly path?: string; readonly content?: string }[];
    readonly runcmd?: readonly unknown[];
}

/** systemd's own default (systemd.service(5), RestartSec). */
const defaultRestartSeconds = 0.1;

/**
 * Reads user data; tokens of the plan must be resolved already. What is outside the vocabulary goes to `problems`,
 * because an instance that silently skips a step would prove nothing.
 */
export function readUserData(userData: string, instanceId: string, problems: string[]): InstanceProgram {
    const text = userData.replaceAll(/\{\{\s*v1\.instance_id\s*\}\}/g, instanceId);
    const unknown = /\{\{.*?\}\}/.exec(text);
    if (unknown !== null) {
        problems.push(`user data: expected only {{ v1.instance_id }}, got ${unknown[0]}`);
    }
    if (!text.includes("#cloud-config")) {
        problems.push("user data: expected #cloud-config");
        return { files: [], objects: [], secrets: [], services: [] };
    }
    const config = parse(text) as CloudConfig | null;
    const files = (config?.write_files ?? []).map(({ path = "", content = "" }) => ({ path, content }));
    const steps = (config?.runcmd ?? []).map((step) => readStep(step, problems));
    const names = steps.flatMap((step) => (step.kind === "service" ? [step.name] : []));
    return {
        files,
        objects: steps.flatMap((step) => (step.kind === "object" ? [step] : [])),
        secrets: steps.flatMap((step) => (step.kind === "secret" ? [step] : [])),
        services: names.flatMap((name) => readService(name, files, problems)),
    };
}

type Step =
    | { readonly kind: "object" | "secret"; readonly name: string; readonly path: string }
    | { readonly kind: "service"; readonly name: string }
    | { readonly kind: "none" };

function readStep(step: unknown, problems: string[]): Step {
    const words = Array.isArray(step) ? step.map(String) : [String(step)];
    const line = words.join(" ");
    // A twin has one version of each object, the one that was built last.
    const object = /^aws s3api get-object .*--bucket (\S+) --key (\S+) --version-id \S+ (\/\S+)$/.exec(line);
    if (object !== null) {
        return { kind: "object", name: `${object[1] ?? ""}/${object[2] ?? ""}`, path: object[3] ?? "" };
    }
    const secret = /aws secretsmanager get-secret-value .*--secret-id (\S+).* > (\/\S+)$/.exec(line);
    if (secret !== null) {
        return { kind: "secret", name: secret[1] ?? "", path: secret[2] ?? "" };
    }
    const service = /^systemctl (?:enable --now|start|restart) (?!\S+\.timer$)(\S+?)(?:\.service)?$/.exec(line);
    if (service !== null) {
        return { kind: "service", name: service[1] ?? "" };
    }
    // Secrets of a twin never change, so a timer that reads them again has nothing to do.
    const timer = /^systemctl (?:enable --now|start) \S+\.timer$/.test(line);
    if (line !== "systemctl daemon-reload" && !timer) {
        problems.push(`user data, runcmd: expected aws s3api get-object, aws secretsmanager or systemctl, got ${line}`);
    }
    return { kind: "none" };
}

function readService(name: string, files: InstanceProgram["files"], problems: string[]): Service[] {
    const unit = files.find(({ path }) => path === `/etc/systemd/system/${name}.service`);
    const setting = (key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(unit?.content ?? "")?.[1];
    const command = setting("ExecStart")?.split(/\s+/);
    if (command === undefined) {
        problems.push(`user data: expected write_files to hold the unit of ${name}.service with an ExecStart`);
        return [];
    }
    const environmentFile = files.find(({ path }) => path === setting("EnvironmentFile"));
    const restart = { restartSeconds: Number(setting("RestartSec") ?? defaultRestartSeconds) };
    return [
        {
            name,
            command,
            environment: readEnvironment(environmentFile?.content ?? ""),
            ...(setting("Restart") === "always" ? restart : {}),
        },
    ];
}

function readEnvironment(content: string): { [name: string]: string } {
    const lines = content.split("\n").filter((line) => line.includes("=") && !line.startsWith("#"));
    return Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
}
