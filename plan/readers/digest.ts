import { readInPieces, type TextBytes } from "./digest-pieces";
import type { Preview } from "./plan-input";
import { checkEach, checkStep, countIn, members, textIn, textsOf, WrongShape } from "./shape";
import type { EngineState } from "./state";
import { previewOf, readStep, type Step, type ToldStep } from "./steps";

/** What `pulumi preview --json` prints (`PreviewDigest` of pulumi's display package); only the fields that are read. */
export interface Digest {
    readonly config?: { readonly [key: string]: string };
    readonly steps?: readonly DigestStep[] | null;
    /** Each with `severity` and `message`. */
    readonly diagnostics?: unknown;
    /** How many resources each op has. */
    readonly changeSummary?: unknown;
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

/**
 * @param region given on the command line, for resources whose region nothing else states
 * @throws WrongShape with the path of what cannot be read
 */
export function readDigest(digest: Digest, region: string | undefined): Preview {
    const steps: Step[] = [];
    checkEach(
        digest.steps ?? [],
        (at) => `steps.${at}`,
        (step) => {
            steps.push(stepOf(step));
        },
    );
    return previewIn(digest, steps, region);
}

/**
 * Reads a digest of any length; undefined for what has to be read as a whole: what Pulumi has not indented, and what
 * cannot be read, because a text that goes on as no JSON, or with other steps, is told of that first.
 * @param region as in {@link readDigest}
 */
export function readLongDigest(text: TextBytes, region: string | undefined): Preview | undefined {
    const steps: Step[] = [];
    try {
        const digest: Digest | undefined = readInPieces(text, (told) => {
            told.forEach((step) => steps.push(stepOf(step)));
        });
        return digest && previewIn(digest, steps, region);
    } catch (error) {
        if (error instanceof WrongShape) {
            return undefined;
        }
        throw error;
    }
}

/** @throws WrongShape with the path within the step */
function stepOf(step: unknown): Step {
    checkStep(step);
    return readStep(toldBy(step as DigestStep));
}

function previewIn(digest: Digest, steps: readonly Step[], region: string | undefined): Preview {
    const errors = members(digest.diagnostics, "diagnostics").flatMap((said) =>
        said["severity"] === "error" ? [(textIn(said, "message") ?? "").trim()] : [],
    );
    return previewOf(steps, {
        where: "steps",
        config: textIn(digest.config, "aws:region"),
        given: region,
        sames: countIn(digest.changeSummary, "changeSummary", "same"),
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
