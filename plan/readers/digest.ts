import { nameParts } from "./urn";
import type { Preview } from "./plan-input";
import type { EngineState } from "./state";
import { previewOf, type Step } from "./steps";

/** What `pulumi preview --json` prints (`PreviewDigest` of pulumi's display package); only the fields that are read. */
export interface Digest {
    readonly config?: { readonly [key: string]: string };
    readonly steps?: readonly DigestStep[] | null;
    readonly diagnostics?:
        readonly { readonly message?: string; readonly severity?: string; readonly urn?: string }[] | null;
    readonly changeSummary?: { readonly [op: string]: number };
    readonly maybeCorrupt?: boolean;
}

interface DigestStep {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: EngineState;
    readonly newState?: EngineState;
    readonly diffReasons?: readonly string[];
    readonly replaceReasons?: readonly string[];
    readonly detailedDiff?: { readonly [path: string]: unknown } | null;
}

/** @param region given on the command line, for resources whose region nothing else states */
export function readDigest(digest: Digest, region: string | undefined): Preview {
    const steps = digest.steps ?? [];
    const { project, stack } = nameParts(steps[0]?.urn);
    const diagnostics = digest.diagnostics ?? [];
    const errors = diagnostics.flatMap(({ severity, message = "" }) => (severity === "error" ? [message.trim()] : []));
    return previewOf(steps.map(stepOf), {
        project,
        stack,
        region: digest.config?.["aws:region"],
        given: region,
        sames: digest.changeSummary?.["same"] ?? 0,
        errors: [
            ...errors,
            ...(digest.maybeCorrupt === true ? ["the preview says that its state may be corrupt"] : []),
        ],
    });
}

/** Of what is made anew, as all of a first preview is, nothing is told. */
const noPaths: readonly string[] = [];

function stepOf({
    op,
    urn,
    oldState,
    newState,
    detailedDiff,
    diffReasons = noPaths,
    replaceReasons = noPaths,
}: DigestStep): Step {
    const detailed = detailedDiff ? Object.keys(detailedDiff) : noPaths;
    const reasons =
        replaceReasons.length + diffReasons.length > 0 ? [...new Set([...replaceReasons, ...diffReasons])] : noPaths;
    return { op, urn, before: oldState, after: newState, paths: detailed.length > 0 ? detailed : reasons };
}
