import { cacheMean, stretching, type ClientClass, type ClientConditions } from "./client-classes";
import { meanFormula, meanOf, meanSeconds } from "./detection";
import type { Detection, FailoverModel } from "./failover-model";
import type { ClosedForm } from "./forecast";

/** Mean of the verdict; there is one when a single signal decides. */
export function verdictForm({ signals, clockFactor }: FailoverModel): ClosedForm {
    const [signal, ...others] = signals;
    if (!signal || others.length > 0) {
        return { none: "the earlier, or the later, of several signals decides" };
    }
    return signal.detection
        ? { formula: meanFormula(signal.detection), seconds: meanSeconds(signal.detection, clockFactor) }
        : { formula: "0: it is thrown", seconds: 0 };
}

export function switchForm(model: FailoverModel): ClosedForm {
    const { min, max } = model.healthToDnsSeconds;
    return plus(verdictForm(model), {
        formula: `verdict + (${min}+${max})/2`,
        seconds: meanOf(model.healthToDnsSeconds),
    });
}

export function cacheForm(kind: ClientClass, model: FailoverModel): ClosedForm {
    const { share, from, to } = stretching;
    const life = kind === "stretch" ? `TTL*(1 - ${share} + ${share}*(${from}+${to})/2)` : "TTL";
    return { formula: `(${life} + 1)/2`, seconds: cacheMean(kind, model) };
}

/** The phases before it, and half of the time between two requests, and a reply. */
export function clientForm(kind: ClientClass, model: FailoverModel, connection: ClientConditions): ClosedForm {
    if (kind === "pinned" && connection.connectionSeconds + connection.deadSeconds > 0) {
        return { none: "the later of its connection's end and its resolver's copy decides" };
    }
    const reply = meanOf(model.replySeconds) * model.clockFactor;
    return plus(switchForm(model), {
        formula: "switch + cache + spacing/2 + reply",
        seconds: cacheMean(kind, model) + model.probeSpacingSeconds / 2 + reply,
    });
}

export function healForm(healing: Detection, { clockFactor }: Pick<FailoverModel, "clockFactor">): ClosedForm {
    return { formula: meanFormula(healing), seconds: meanSeconds(healing, clockFactor) };
}

function plus(before: ClosedForm, more: { readonly formula: string; readonly seconds: number }): ClosedForm {
    return "none" in before ? before : { formula: more.formula, seconds: before.seconds + more.seconds };
}
