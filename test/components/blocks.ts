import assert from "node:assert/strict";
import { parseBlock, type Block } from "../../components/shared/cidr";

/** A block that must be one. */
export function block(text: string): Block {
    const parsed = parseBlock(text);
    assert.ok(parsed, text);
    return parsed;
}
