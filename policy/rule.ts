import { UnknownInput, WrongInput } from "../cost/input-reader";
import type { PlanView, Resource } from "./plan-view";

/** error: data, money or clients are lost, or will be; warning: they may be; note: worth knowing before a drill. */
export type Severity = "error" | "warning" | "note";

/** What a rule says of one place: that it is broken there, or why nobody can tell. Silence means that it holds. */
export interface Finding {
    readonly kind: "broken" | "not judged";
    /** A urn, or what else it is about: `plan`, a region, a record. */
    readonly where: string;
    /** One line: what was found there. */
    readonly message: string;
}

/** One thing that must not be in a plan. Pure; never throws. */
export interface Rule {
    /** kebab-case, unique; waivers name it. */
    readonly id: string;
    readonly severity: Severity;
    /** The mistake in a few words. */
    readonly title: string;
    /** What it costs whoever runs the platform. */
    readonly why: string;
    /** What to change. */
    readonly fix: string;
    /** Page that says so. */
    readonly source: string;
    readonly check: (view: PlanView) => readonly Finding[];
}

/** Why a resource cannot be judged, where that is no unknown input. */
export class Unjudged extends Error {
    constructor(reason: string) {
        super(reason);
        this.name = "Unjudged";
    }
}

/** What is wrong with a resource: nothing, one thing, or several. Reading an unknown input makes it "not judged". */
type Judge = (resource: Resource, view: PlanView) => string | readonly string[] | undefined;

/** Judges every resource of some types. */
export function each(types: readonly string[], judge: Judge): Rule["check"] {
    return (view) => view.of(...types).flatMap((resource) => judged(resource.urn, () => judge(resource, view)));
}

/** What `judge` says of a place; that it is not judged when it meets what nobody knows before deployment. */
export function judged(where: string, judge: () => ReturnType<Judge>): Finding[] {
    try {
        const messages = judge() ?? [];
        return [messages].flat().map((message): Finding => ({ kind: "broken", where, message }));
    } catch (error) {
        if (error instanceof UnknownInput || error instanceof WrongInput || error instanceof Unjudged) {
            return [{ kind: "not judged", where, message: error.message }];
        }
        throw error;
    }
}

/** A control of AWS Security Hub: `S3.8`. */
export function hub(control: string): string {
    const [service = "", number = ""] = control.toLowerCase().split(".");
    return `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${service}-${number}`;
}

/** A best practice of the reliability pillar, by page name. */
export function reliability(page: string): string {
    return `https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/${page}.html`;
}
