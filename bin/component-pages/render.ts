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
    const { file, name, description, example } = component;
    return [
        `# ${name}`,
        description,
        `Made from [components/${file}.ts](../../components/${file}.ts). [All components](../components.md)`,
        "## Example",
        `\`\`\`ts\n${example.trim()}\n\`\`\``,
        "## Arguments",
        table(component.arguments),
        "## Outputs",
        component.outputs.length === 0 ? "None." : table(component.outputs),
        ...(component.types.length === 0 ? [] : ["## Types", ...component.types.map(section)]),
    ].join("\n\n");
}

function section({ name, description, fields, choices }: NamedType): string {
    const body = choices.length > 0 ? choices.map((choice) => `- ${code(choice)}`).join("\n") : table(fields);
    return [`### ${name}`, ...(description === "" ? [] : [description]), body].join("\n\n");
}

/** What an argument of a type means wherever nothing else is said. */
const usual: Readonly<Record<string, string>> = {
    Place: "The region that its children live in, and the tags that they carry.",
};

function table(fields: readonly Field[]): string {
    const rows = fields.map(({ name, type, optional, description, standard }) => {
        const said = description === "" ? (usual[type] ?? "") : description;
        const meaning = standard === "" ? said : `${said} Default: ${standard}.`;
        return `| \`${name}\`${optional ? " (optional)" : ""} | ${code(type)} | ${cell(meaning)} |`;
    });
    return ["| name | type | meaning |", "| --- | --- | --- |", ...rows].join("\n");
}

function code(type: string): string {
    return `\`${cell(type)}\``;
}

/** A text in one cell of a table: on one line, and without the character that ends a cell. */
function cell(words: string): string {
    return words.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").trim();
}

function firstSentence(words: string): string {
    const sentence = /^.*?[.:](?=\s|$)/s.exec(words.replace(/^Stateful\.\s*/, ""));
    return (sentence?.[0] ?? words).replace(/:$/, ".");
}
