import { LineCounter, parseDocument } from "yaml";
import { at, explainIssue } from "../../config/explain-issue";
import { waiversSchema } from "../../config/waivers";
import { yamlMistakes } from "../../cost/yaml-mistakes";
import type { Waiver } from "../../policy/waivers";
import { CommandError } from "../exit";
import { nameOf, readText } from "../text-file";

const key = "antipode:waivers";

/**
 * The waivers that the stack's file of any Pulumi program lists under `config`, `antipode:waivers`.
 * @throws CommandError 2 when the file has no such list, or the list what is no waiver
 */
export function waiversIn(file: string): readonly Waiver[] {
    const listed = listIn(file);
    const { success, data, error } = waiversSchema.safeParse(listed);
    if (!success) {
        const lines = error.issues
            .flatMap((issue) => explainIssue(issue, listed, waiversSchema))
            .map(({ path, message }) => `${nameOf(file)}: ${path.replace("platform", key)}: ${message}`);
        throw new CommandError(lines.join("\n"), 2);
    }
    return data.map(({ resource, ...rest }) => ({ ...rest, ...(resource === undefined ? {} : { resource }) }));
}

function listIn(file: string): unknown {
    const lines = new LineCounter();
    const document = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false });
    const mistakes = yamlMistakes(document, lines);
    if (mistakes.length > 0) {
        const told = mistakes.map(({ line, message }) => `${nameOf(file)}:${line}: ${message}`);
        throw new CommandError(told.join("\n"), 2);
    }
    const listed: unknown = at(document.toJS(), ["config", key]) ?? undefined;
    if (listed === undefined) {
        throw new CommandError(
            `${nameOf(file)}: expected config with a list ${key}, as docs/rules.md shows it, got none`,
            2,
        );
    }
    return listed;
}
