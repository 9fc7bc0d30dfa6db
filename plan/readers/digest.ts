import { readInPieces, type TextBytes } from "./digest-pieces";
import type { Preview } from "./plan-input";
import { checkEach, checkStep, members, textIn, textsOf } from "./shape";
import type { EngineState } from "./state";
import { previewOf, readStep, type Step, type ToldStep } from "./steps";

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
    return previewIn(digest, readSteps(digest.steps ?? []), region);
}

/**
 * Reads a digest of any length; undefined for what Pulumi has not indented, which has to be read as a whole.
 * @param region as in {@link readDigest}
 */
export function readLongDigest(text: TextBytes, region: string | undefined): Preview | undefined {
    const steps: Step[] = [];
    const digest: Digest | undefined = readInPieces(text, (told) => {
        steps.push(...readSteps(told, steps.length));
    });
    return digest && previewIn(digest, steps, region);
}

/** @param from how many there are before these @throws WrongShape with the path of what cannot be read */
function readSteps(told: readonly unknown[], from = 0): readonly Step[] {
    const steps: Step[] = [];
    checkEach(
        told,
        (at) => `steps.${from + at}`,
        (step) => {
            checkStep(step);
            steps.push(readStep(toldBy(step as DigestStep)));
        },
    );
    return steps;
}

function previewIn(digest: Digest, steps: readonly Step[], region: string | undefined): Preview {
    const errors = members(digest.diagnostics, "diagnostics").flatMap((said) =>
        said["severity"] === "error" ? [(textIn(said, "message") ?? "").trim()] : [],
    );
    return previewOf(steps, {
        where: "steps",
        config: textIn(digest.config, "aws:region"),
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

function toldBy({
    op,
    urn,
    oldState,
    newState,
    detailedDiff,
    diffReasons: differs,
    replaceReasons: replaces,
}: DigestStep): ToldStep {
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
