import { nameParts } from "./urn";
import type { Preview } from "./plan-input";
import { checkEach, checkStep, members, textIn, textsOf } from "./shape";
import type { EngineState } from "./state";
import { previewOf, type Step } from "./steps";

/** What `pulumi preview --json` prints (`PreviewDigest` of pulumi's display package); only the fields that are read. */
export interface Digest {
    readonly config?: { readonly [key: string]: string };
    readonly steps?: readonly DigestStep[] | null;
    /** Each with `severity` and `message`. */
    readonly diagnostics?: unknown;
    readonly changeSummary?: { readonly [op: string]: number };
    readonly maybeCorrupt?: boolean;
}

interface DigestStep {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: EngineState | null;
    readonly newState?: EngineState | null;
    readonly diffReasons?: readonly string[] | null;
    readonly replaceReasons?: readonly string[] | null;
    readonly detailedDiff?: { readonly [path: string]: unknown } | null;
}

/** @param region given on the command line, for resources whose region nothing else states */
export function readDigest(digest: Digest, region: string | undefined): Preview {
    const steps = digest.steps ?? [];
    checkEach(steps, "steps", checkStep);
    const { project, stack } = nameParts(steps[0]?.urn);
    const errors = members(digest.diagnostics, "diagnostics").flatMap((said) =>
        said["severity"] === "error" ? [(textIn(said, "message") ?? "").trim()] : [],
    );
    return previewOf(steps.map(stepOf), {
        project,
        stack,
        region: textIn(digest.config, "aws:region"),
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
    diffReasons: differs,
    replaceReasons: replaces,
}: DigestStep): Step {
    const detailed = detailedDiff ? Object.keys(detailedDiff) : noPaths;
    const diffReasons = textsOf(differs);
    const replaceReasons = textsOf(replaces);
    const reasons =
        replaceReasons.length + diffReasons.length > 0 ? [...new Set([...replaceReasons, ...diffReasons])] : noPaths;
    return {
        op,
        urn,
        before: oldState ?? undefined,
        after: newState ?? undefined,
        paths: detailed.length > 0 ? detailed : reasons,
    };
}
