/** What a urn looks like, for messages. */
export const urnForm = "urn:pulumi:<stack>::<project>::<type>::<name>";

/** Stack and project of a urn; empty texts for what is none. */
export function nameParts(urn = ""): { readonly project: string; readonly stack: string } {
    const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
    return { project, stack };
}

/** The name of a resource, which may hold `::` itself; undefined for what is no urn. */
export function nameIn(urn: string): string | undefined {
    const stackEnd = urn.indexOf("::");
    const projectEnd = urn.indexOf("::", stackEnd + 2);
    const typesEnd = urn.indexOf("::", projectEnd + 2);
    const isUrn = stackEnd > 0 && projectEnd > 0 && typesEnd > 0 && urn.startsWith("urn:pulumi:");
    return isUrn ? urn.slice(typesEnd + 2) : undefined;
}
