import type { Plan } from "../plan";
import { inRegions } from "./region";
import { checkEach, checkState, members } from "./shape";
import { planResource, type EngineState } from "./state";
import { nameParts } from "./urn";

/** What `pulumi stack export` writes (`UntypedDeployment` of pulumi's apitype, version 3); only the fields that are read. */
export interface StackExport {
    readonly version?: number;
    readonly deployment: { readonly resources?: readonly EngineState[] | null };
}

/** What is deployed. Resources that wait for their deletion are gone as far as a plan goes; foreign ones are not ours. */
export function readExport({ deployment }: StackExport, region: string | undefined): Plan {
    const all = members(deployment.resources, "deployment.resources");
    checkEach(all, (at) => `deployment.resources.${at}`, checkState);
    const states = (deployment.resources ?? []).filter((state) => state.delete !== true && state.external !== true);
    const resources = inRegions(states.map(planResource), { given: region });
    return { version: 1, ...nameParts(states[0]?.urn), resources };
}
