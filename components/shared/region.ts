import type * as pulumi from "@pulumi/pulumi";
import type { Region } from "./regions";

/** Where a component's children live, and what every one of them is labelled with. */
export interface Place {
    readonly region: Region;
    readonly tags: Tags;
}

export type Tags = Readonly<Record<string, string>>;

/** What the children of one component have in common; each is spread into a child's arguments. */
export interface Common {
    /** Last argument of each child: its parent, from which it also takes the provider. */
    readonly child: { readonly parent: pulumi.ComponentResource };
    /** A child that lives in the region and takes no tags. */
    readonly placed: { readonly region: Region };
    /** A child that lives in the region. */
    readonly tagged: { readonly region: Region; readonly tags: Tags };
    /** A child that lives in the region and that a person looks up by its name. */
    readonly named: (name: string) => { readonly region: Region; readonly tags: Tags };
    /** A child that AWS keeps globally (IAM, Route 53). */
    readonly global: { readonly tags: Tags };
}

/** The one place that gives children their region, parent and tags; a test walks every child to see that they have them. */
export function childrenOf(parent: pulumi.ComponentResource, { region, tags }: Place): Common {
    return {
        child: { parent },
        placed: { region },
        tagged: { region, tags },
        named: (name) => ({ region, tags: { ...tags, Name: name } }),
        global: { tags },
    };
}

/** Tags of everything in a platform. Merged in code, because default tags that vary break previews. */
export function platformTags(platform: string): Tags {
    return { "antipode:platform": platform };
}

/** Tags of everything in one cell. */
export function cellTags(platform: string, region: Region): Tags {
    return { ...platformTags(platform), "antipode:cell": region };
}
