import { parse } from "yaml";
import { CommandError } from "./exit";

/** A plain object as YAML gives it. */
type Branch = { readonly [key: string]: unknown };

/**
 * A platform's raw config with some values replaced: `traffic.healthCheck.failureThreshold=10` sets what stands under
 * `antipode:platform` at that path, for one command and without touching the stack's file. The value is YAML. Whether
 * such a path and value may be is for the schema to say.
 * @throws CommandError 2 for what is not `path=value`
 */
export function applySettings(platform: unknown, settings: readonly string[]): unknown {
    return settings.reduce<unknown>((config, setting) => {
        const [, path, value] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
        if (path === undefined || value === undefined) {
            throw new CommandError(
                `--set: expected path=value such as traffic.evaluateTargetHealth=false, got ${setting}`,
                2,
            );
        }
        return replaced(config, path.split("."), valueOf(value, setting));
    }, platform);
}

function valueOf(text: string, setting: string): unknown {
    try {
        return parse(text);
    } catch (error) {
        throw new CommandError(`--set ${setting}: the value is not YAML`, 2, { cause: error });
    }
}

function replaced(config: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
    if (key === undefined) {
        return value;
    }
    const branch: Branch = isBranch(config) ? config : {};
    return { ...branch, [key]: replaced(branch[key], rest, value) };
}

function isBranch(value: unknown): value is Branch {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
