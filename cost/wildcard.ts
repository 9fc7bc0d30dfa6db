/** A text in which `*` stands for any letters, as an expression for whole texts. */
export function wildcard(pattern: string): RegExp {
    return new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`, "s");
}

function escaped(text: string): string {
    return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
