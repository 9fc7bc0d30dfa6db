import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Comment, DeclarationReflection, SomeType } from "typedoc";
import { collect, fieldsWithin, literals, modulesOf, wording, type Wording } from "./types";

/** A component as its file describes it. */
export interface Component {
    /** Without folder and ending: "load-balancer". */
    readonly file: string;
    /** Its class. */
    readonly name: string;
    readonly description: string;
    readonly arguments: NamedType;
    readonly outputs: readonly Field[];
    /** Every type of ours that its arguments and outputs name, however deep, in the order of their mention. */
    readonly types: readonly NamedType[];
    /** A program that makes it. */
    readonly example: string;
}

export interface Field {
    readonly name: string;
    readonly type: string;
    readonly optional: boolean;
    readonly description: string;
    /** What stands for it when it is left out; empty when nothing is said. */
    readonly standard: string;
}

export interface NamedType {
    readonly name: string;
    readonly description: string;
    /** Of an object. */
    readonly fields: readonly Field[];
    /** Of a choice: each as it is written. */
    readonly choices: readonly string[];
}

/** What many components share: named on each page and explained on that of all components. */
export const sharedTypes: Readonly<Record<string, string>> = {
    Place: "shared/region.ts",
    Region: "shared/regions.ts",
    Tags: "shared/region.ts",
    Statement: "shared/iam.ts",
    TierAlarm: "shared/alarm.ts",
};

/** Reads all components of the project, by name. */
export async function readComponents(root: string): Promise<Component[]> {
    const { Application } = await import("typedoc");
    const application = await Application.bootstrapWithPlugins({
        entryPoints: [join(root, "components/*.ts"), join(root, "components/*/*.ts")],
        tsconfig: join(root, "tsconfig.json"),
        // A type that only its own file names is part of what a component takes, too.
        plugin: ["typedoc-plugin-missing-exports"],
        excludeExternals: true,
        excludePrivate: true,
        // The type check is a command of its own.
        skipErrorChecking: true,
        logLevel: "Error",
        sort: ["source-order"],
    });
    const project = await application.convert();
    if (project === undefined) {
        throw new Error("typedoc could not read components/");
    }
    const modules = modulesOf(project);
    const words = wording(modules);
    return modules
        .filter(({ name }) => !name.includes("/"))
        .flatMap((module) => readComponent(root, module, words) ?? []);
}

function readComponent(root: string, module: DeclarationReflection, words: Wording): Component | undefined {
    const children = module.children ?? [];
    const component = children.find((child) => child.children?.some(({ name }) => name === "constructor"));
    const made = component?.children?.find(({ name }) => name === "constructor")?.signatures?.[0];
    const taken = made?.parameters?.[1]?.type;
    const args = taken?.type === "reference" ? taken.reflection : undefined;
    if (component === undefined || taken === undefined || args?.isDeclaration() !== true) {
        return undefined;
    }
    const outputs = (component.children ?? []).filter(({ name, signatures }) => name !== "constructor" && !signatures);
    const mentioned = new Map<string, DeclarationReflection>();
    for (const type of [taken, ...outputs.flatMap(({ type: of }) => of ?? [])]) {
        collect(type, mentioned, sharedTypes);
    }
    mentioned.delete(args.name);
    return {
        file: module.name,
        name: component.name,
        description: textOf(component.comment),
        arguments: readType(args, words),
        outputs: outputs.map((output) => readField(output, words)),
        types: [...mentioned.values()].map((type) => readType(type, words)),
        example: readFileSync(join(root, "docs/examples", `${module.name}.ts`), "utf8"),
    };
}

function readType(reflection: DeclarationReflection, words: Wording): NamedType {
    const { children = [], name, type } = reflection;
    const fields = (type === undefined ? children : fieldsWithin(type)).map((field) => readField(field, words));
    const choices = type === undefined || fields.length > 0 ? [] : choicesOf(type, words);
    return { name, description: textOf(reflection.comment), fields, choices };
}

function choicesOf(type: SomeType, words: Wording): string[] {
    const texts = literals(type);
    if (texts.length > 0) {
        return texts;
    }
    return type.type === "union" ? type.types.map(words) : [words(type)];
}

function readField({ name, type, comment, flags }: DeclarationReflection, words: Wording): Field {
    const standard = comment?.blockTags.find(({ tag }) => tag === "@default" || tag === "@defaultValue");
    return {
        name,
        type: type === undefined ? "" : words(type),
        optional: flags.isOptional,
        description: textOf(comment),
        standard: standard === undefined ? "" : plain(standard.content),
    };
}

function textOf(comment: Comment | undefined): string {
    return comment === undefined ? "" : plain(comment.summary);
}

function plain(parts: Comment["summary"]): string {
    return parts
        .map(({ text }) => text)
        .join("")
        .replaceAll(/^```\w*\n?|\n?```$/g, "")
        .trim();
}
