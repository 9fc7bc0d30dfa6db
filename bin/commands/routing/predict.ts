import { coloursWanted } from "../../../plan/terminal";
import { entryNames } from "../../../routing/questions";
import type { ClientClass } from "../../../routing/recovery/client-classes";
import type { Range } from "../../../routing/recovery/failover-model";
import type { Fault } from "../../../routing/recovery/fault";
import { predictFault } from "../../../routing/recovery/predict-fault";
import { subjectOfPlan, subjectOfZone, type RecoveryPromises, type Subject } from "../../../routing/recovery/subject";
import type { ZoneState } from "../../../routing/zone";
import { CommandError } from "../../exit";
import { readZone, type ZoneInput } from "./inputs";
import type { ZoneOptions } from "./zone-options";
import type { faultNames } from "./predict-command";
import { predictionMarkdown, predictionTable } from "./prediction-table";
import { refuseUnknown, stateBefore } from "./question";

export interface PredictCommandOptions extends ZoneOptions {
    readonly fault: (typeof faultNames)[number];
    readonly lost?: string;
    readonly check?: string;
    readonly target?: string;
    readonly unreachable: number;
    readonly name?: string;
    readonly from?: readonly string[];
    readonly state?: string;
    readonly healthToDns?: Range;
    readonly readRto?: number;
    readonly writeRto?: number;
    readonly clients: readonly ClientClass[];
    readonly resolvers: number;
    readonly runs: number;
    readonly seed: number;
    readonly format: "table" | "json" | "markdown";
}

/** `antipode routing predict`: exit code 1 when a promise is broken at the 99th percentile. */
export async function showPrediction(options: PredictCommandOptions): Promise<void> {
    const input = await readZone(options);
    const state = stateBefore(input, options.state);
    const { name, lost, check, target, from = [] } = options;
    refuseUnknown(input, { names: orNone(name), lost: orNone(lost), places: from, state, check, target });
    const subject = subjectOf(input, state, options);
    const { runs, seed, clients, resolvers } = options;
    const prediction = predictFault(subject, faultOf(subject, options), { runs, seed, clients, resolvers });
    const told = { ...prediction, source: input.source };
    const text = {
        json: () => JSON.stringify(told, null, 2),
        markdown: () => predictionMarkdown(told),
        table: () => predictionTable(told, coloursWanted()),
    }[options.format]();
    process.stdout.write(`${text}\n`);
    process.exitCode = prediction.promises.every(({ kept }) => kept) ? 0 : 1;
}

function orNone(text: string | undefined): string[] {
    return text === undefined ? [] : [text];
}

function subjectOf(input: ZoneInput, state: ZoneState, options: PredictCommandOptions): Subject {
    const given = promisesOf(options);
    const toDns = options.healthToDns;
    if (!input.plan) {
        const name = options.name ?? onlyName(input);
        return subjectOfZone(input.zone, {
            name,
            state,
            ...(options.from ? { places: options.from } : {}),
            ...(toDns ? { healthToDnsSeconds: toDns } : {}),
            ...(Object.keys(given).length > 0 ? { promises: given } : {}),
        });
    }
    const planned = subjectOfPlan(input.plan);
    return {
        ...planned,
        state: { ...planned.state, ...state },
        name: options.name ?? planned.name,
        places: options.from ?? planned.places,
        ...(toDns ? { healthToDnsSeconds: toDns, healthToDnsSource: "config" } : {}),
        promises: { ...planned.promises, ...given },
    };
}

function promisesOf({ readRto, writeRto }: PredictCommandOptions): RecoveryPromises {
    return {
        ...(readRto === undefined ? {} : { readRtoSeconds: readRto }),
        ...(writeRto === undefined ? {} : { writeRtoSeconds: writeRto }),
    };
}

function onlyName({ zone, source }: ZoneInput): string {
    const [name, ...others] = entryNames(zone, "A");
    if (name === undefined || others.length > 0) {
        const found = name === undefined ? "no name with an address" : [name, ...others].join(", ");
        throw new CommandError(`--name: expected one, because ${source} has ${found}`, 2);
    }
    return name;
}

function faultOf({ writer }: Subject, options: PredictCommandOptions): Fault {
    const { fault, check, target } = options;
    if (check !== undefined) {
        if (fault !== "black-hole" && fault !== "refused") {
            throw new CommandError(`--fault: expected black-hole or refused beside --check, got ${fault}`, 2);
        }
        return { kind: "check-unhealthy", check, manner: fault };
    }
    const manner = fault === "targets-hang" ? "hangs" : "errors";
    if (target !== undefined) {
        return { kind: "target-unhealthy", target, manner };
    }
    const region = options.lost ?? writer?.region;
    if (region === undefined) {
        throw new CommandError("--lost: expected one, because a zone file has no initial writer", 2);
    }
    if (fault === "split") {
        return { kind: "checkers-split", region, unreachableRegions: options.unreachable };
    }
    return fault === "black-hole" || fault === "refused"
        ? { kind: "region-lost", region, manner: fault }
        : { kind: "targets-sick", region, manner };
}
