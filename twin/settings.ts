import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../plan/plan";
import type { TwinModel } from "./model";
import { buildModel } from "./plan-model";

/** What the starter leaves in the twin's folder for the processes inside: `settings.json`, and the plan beside it. */
export interface TwinSettings {
    readonly factor: number;
    /** Decides everything that is drawn: passwords, phases of checkers, delays. */
    readonly seed: string;
    /** The project's root, where assets of the plan lie. */
    readonly root: string;
}

export interface Loaded {
    readonly settings: TwinSettings;
    readonly plan: Plan;
    readonly model: TwinModel;
}

export function saveSettings(directory: string, settings: TwinSettings, plan: Plan): void {
    writeFileSync(join(directory, "settings.json"), JSON.stringify(settings), { mode: 0o600 });
    writeFileSync(join(directory, "plan.json"), JSON.stringify(plan), { mode: 0o600 });
}

/** The same plan and seed give every process of a twin the same model. */
export function loadSettings(directory: string): Loaded {
    const settings = JSON.parse(readFileSync(join(directory, "settings.json"), "utf8")) as TwinSettings;
    const plan = JSON.parse(readFileSync(join(directory, "plan.json"), "utf8")) as Plan;
    return { settings, plan, model: buildModel(plan, settings.seed) };
}
