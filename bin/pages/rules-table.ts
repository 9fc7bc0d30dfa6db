import { rules } from "../../test/routing/rules";

const begin = "<!-- rules: made by `npm run pages` -->";
const end = "<!-- end of rules -->";

/**
 * docs/route53.md with the table of Route 53's rules as the tests have them: each with its source and the mutants that
 * the tests must notice. What stands around the table is left as it is.
 * @throws RangeError when the page has no place for the table
 */
export function withRulesTable(page: string): string {
    const [before, rest] = page.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) {
        throw new RangeError(`docs/route53.md: expected "${begin}" and "${end}"`);
    }
    return `${before}${begin}\n\n${table()}\n\n${end}${after}`;
}

function table(): string {
    const rows = rules.map(({ id, title, source, mutants }) => {
        const noticed = mutants.map((mutant) => mutant.title).join("; ");
        return `| \`${id}\` | ${cell(title)} | ${link(source)} | ${cell(noticed)} |`;
    });
    return ["| rule and test | what holds | source | mutants noticed |", "| --- | --- | --- | --- |", ...rows].join(
        "\n",
    );
}

/** A page of the guide by its own name, an RFC as it is. */
function link(source: string): string {
    const page = /([^/]+)\.html(#.*)?$/.exec(source)?.[1];
    return source.startsWith("https://") ? `[${page ?? "page"}](${source})` : cell(source);
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|").replaceAll("*", "\\*");
}
