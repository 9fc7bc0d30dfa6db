import type { Plan } from "../plan";
import { inRegions } from "./region";
import { checkEach, checkState, members } from "./shape";
import { isGone, planResource, type EngineState, type ResourceDraft } from "./state";
import { checkTree } from "./tree";
import { nameParts } from "./urn";

/** What `pulumi stack export` writes (`UntypedDeployment` of pulumi's apitype, version 3); only the fields that are read. */
export interface StackExport {
    readonly version?: number;
    readonly deployment: { readonly resources?: readonly EngineState[] | null };
}

/** What is deployed. What is deleted, or waits for it, is gone as far as a plan goes; what is foreign is not ours. */
export function readExport({ deployment }: StackExport, region: string | undefined): Plan {
    const where = "deployment.resources";
    const all = members(deployment.resources, where);
    const drafts: ResourceDraft[] = [];
    checkEach(
        all,
        (at) => `${where}.${at}`,
        (one) => {
            checkState(one);
            const state = one as EngineState;
            if (!isGone(state) && state.external !== true) {
                drafts.push(planResource(state));
            }
        },
    );
    checkTree(drafts, where);
    return { version: 1, ...nameParts(drafts[0]?.urn), resources: inRegions(drafts, { given: region }) };
}
