import type { Preview } from "./plan-input";
import { checkMetadata, countIn, inside, textIn, textsOf } from "./shape";
import type { EngineState } from "./state";
import { previewOf, readStep, type Step, type ToldStep } from "./steps";

/** An event of Pulumi's engine (`EngineEvent` of pulumi's apitype); only the fields that are read. */
export interface EngineEvent {
    readonly sequence: number;
    readonly preludeEvent?: { readonly config?: { readonly [key: string]: string } };
    readonly resourcePreEvent?: { readonly metadata: StepMetadata };
    readonly diagnosticEvent?: { readonly message?: unknown; readonly severity?: string };
    readonly summaryEvent?: {
        /** How many resources each op has. */
        readonly resourceChanges?: unknown;
        readonly maybeCorrupt?: boolean;
    };
}

interface StepMetadata {
    readonly op: string;
    readonly urn: string;
    readonly old?: EngineState | null;
    readonly new?: EngineState | null;
    readonly keys?: readonly string[] | null;
    readonly diffs?: readonly string[] | null;
    readonly detailedDiff?: { readonly [path: string]: unknown } | null;
}

/**
 * The events of a preview. They tell the inputs of a resource but not what its unknown ones depend on, so that what has
 * to be followed from one new resource to another (the instance type of a scaling group) stays unknown: a digest knows it.
 * @param region given on the command line, for resources whose region nothing else states
 */
export function readEvents(events: readonly EngineEvent[], region: string | undefined): Preview {
    const steps = events.flatMap(({ resourcePreEvent }) => {
        if (!resourcePreEvent) {
            return [];
        }
        return [inside(stepPath, readMetadata, resourcePreEvent.metadata)];
    });
    const config = events.find(({ preludeEvent }) => preludeEvent)?.preludeEvent?.config;
    const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
    const errors = events.flatMap(({ diagnosticEvent: said }) =>
        said?.severity === "error" ? [(textIn(said, "message") ?? "").trim()] : [],
    );
    return previewOf(steps, {
        where: stepPath,
        config: textIn(config, "aws:region"),
        given: region,
        sames: countIn(summary?.resourceChanges, "summaryEvent.resourceChanges", "same"),
        errors: [...errors, ...(summary ? [] : ["the events end before the preview's summary"])],
    });
}

/** Where an event tells of a step. */
const stepPath = "resourcePreEvent.metadata";

function readMetadata(metadata: StepMetadata): Step {
    checkMetadata(metadata);
    return readStep(toldBy(metadata));
}

function toldBy({ op, urn, old, new: next, keys, diffs, detailedDiff }: StepMetadata): ToldStep {
    const detailed = Object.keys(detailedDiff ?? {});
    return {
        op,
        urn,
        before: old ?? undefined,
        after: next ?? undefined,
        paths: detailed.length > 0 ? detailed : [...new Set([...textsOf(keys), ...textsOf(diffs)])],
    };
}
