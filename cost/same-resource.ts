/**
 * What a resource keeps of its URN when its program runs as another stack or project: the types above it, and its name
 * (https://www.pulumi.com/docs/iac/concepts/resources/names/).
 */
export function sameResource(urn: string): string {
    return urn.replace(/^urn:pulumi:.*?::.*?::/, "");
}
