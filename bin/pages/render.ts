import { sharedTypes, type Component, type Field, type NamedType } from "./read";

/** The list of all components, each with its first sentence. */
export function indexPage(components: readonly Component[]): string {
    const rows = components.map(
        ({ file, name, description }) => `| [${name}](components/${file}.md) | ${cell(firstSentence(description))} |`,
    );
    return [
        "# Components",
        "What a platform is made of, one class a file in `components/`. Each page is made from the types and comments of",
        "its file by `npm run pages`; its example is compiled and run by the tests.",
        "",
        "| component | what it is |",
        "| --- | --- |",
        ...rows,
        "",
        `Types that many of them share: ${shared.join(", ")}.`,
    ].join("\n");
}

const shared = Object.entries(sharedTypes).map(([name, file]) => `[${name}](../components/${file})`);

/** What one component is, takes and gives. */
export function componentPage(component: Component): string {
    const { file, name, description, example, outputs, types } = component;
    const body = bodies(types);
    return [
        `# ${name}`,
        description,
        `Made from [components/${file}.ts](../../components/${file}.ts). [All components](../components.md)`,
        "## Example",
        `\`\`\`ts\n${example.trim()}\n\`\`\``,
        "## Arguments",
        body(component.arguments),
        "## Outputs",
        outputs.length === 0 ? "None." : body({ name, description: "", fields: outputs, choices: [] }),
        ...(types.length === 0 ? [] : ["## Types", ...types.map((type) => section(type, body(type)))]),
    ].join("\n\n");
}

function section({ name, description }: NamedType, body: string): string {
    return [`### ${name}`, ...(description === "" ? [] : [description]), body].join("\n\n");
}

/** What a field of a name means wherever nothing else is said. */
const usual: Readonly<Record<string, string>> = {
    place: "The region that its children live in, and the tags that they carry.",
    tags: "What every child carries.",
    cells: "Every cell of the platform, by its parts that are needed here.",
    account: "The platform's account, twelve digits.",
    network: "The cell's network.",
    zoneId: "The platform's public zone.",
    protect: "Refuses to delete what keeps data.",
    alarms: "Silent by themselves: Watching speaks for them.",
};

/** Renders what a type consists of; a field about which nothing is said borrows the words of its type. */
function bodies(types: readonly NamedType[]): (type: NamedType) => string {
    const said = new Map(types.map(({ name, description }) => [name, firstSentence(description)]));
    const named = (type: string): string => (said.has(type) ? `[\`${type}\`](#${type.toLowerCase()})` : code(type));
    const row = ({ name, type, optional, description, standard }: Field): string => {
        const own = description === "" ? (usual[name] ?? said.get(type) ?? "") : description;
        const meaning = standard === "" ? own : `${own} Default: ${standard}.`;
        const written = type === "undefined" ? "left out" : named(type);
        return `| \`${name}\`${optional ? " (optional)" : ""} | ${written} | ${cell(meaning)} |`;
    };
    return ({ fields, choices }) =>
        choices.length > 0
            ? list(choices, named)
            : ["| name | type | meaning |", "| --- | --- | --- |", ...fields.map(row)].join("\n");
}

/** Plain texts on a line, anything longer one below the other. */
function list(choices: readonly string[], named: (type: string) => string): string {
    if (choices.length > 1 && choices.every((choice) => choice.startsWith('"'))) {
        return `One of ${choices.map(code).join(", ")}.`;
    }
    const [only = "", ...others] = choices.map((choice) => (/^\w+$/.test(choice) ? named(choice) : `\`${choice}\``));
    return others.length === 0 ? only : ["One of:", "", ...[only, ...others].map((choice) => `- ${choice}`)].join("\n");
}

function code(type: string): string {
    return `\`${cell(type)}\``;
}

/** A text in one cell of a table: on one line, and without the character that ends a cell. */
function cell(words: string): string {
    return words.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").trim();
}

/** Without a leading remark on state, which says nothing of what the thing is. */
function firstSentence(words: string): string {
    return /^.*?\.(?=\s|$)/s.exec(words.replace(/^State(ful|less)(?= where|\.)[^.]*\.\s*/, ""))?.[0] ?? words;
}
