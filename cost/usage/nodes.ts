import { isAlias, isScalar, type Document, type Node } from "yaml";

/** What stands in a place: YAML lets `*name` stand for what is called `&name` above it. */
export function resolved(node: Node | null, document: Document): Node | null {
    return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

/** What a file has in a place, for messages. */
export function shown(node: Node | null | undefined): string {
    if (!isScalar(node)) {
        return node ? "a mapping or a list" : "nothing";
    }
    // JSON has no word for what is no number, or has no end.
    return typeof node.value === "number" ? (node.source ?? String(node.value)) : JSON.stringify(node.value);
}
