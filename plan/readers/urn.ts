/** `urn:pulumi:<stack>::<project>::<types>::<name>`; empty texts for what is no urn. */
export function nameParts(urn = ""): { readonly project: string; readonly stack: string } {
    const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
    return { project, stack };
}
