import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Comment, DeclarationReflection, ProjectReflection, SomeType } from "typedoc";

/** A component as its file describes it. */
export interface Component {
    /** Without folder and ending: "load-balancer". */
    readonly file: string;
    /** Its class. */
    readonly name: string;
    readonly description: string;
    readonly arguments: readonly Field[];
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
    return modules(project)
        .filter(({ name }) => !name.includes("/"))
        .flatMap((module) => readComponent(root, module) ?? []);
}

function modules(project: ProjectReflection): readonly DeclarationReflection[] {
    return project.children ?? [];
}

function readComponent(root: string, module: DeclarationReflection): Component | undefined {
    const children = module.children ?? [];
    const component = children.find((child) => child.children?.some(({ name }) => name === "constructor"));
    if (component === undefined) {
        return undefined;
    }
    const parameters =
        component.children?.find(({ name }) => name === "constructor")?.signatures?.[0]?.parameters ?? [];
    const args = children.find(({ name }) => name === `${component.name}Args`);
    const outputs = (component.children ?? []).filter(({ name, signatures }) => name !== "constructor" && !signatures);
    const mentioned = new Map<string, DeclarationReflection>();
    for (const type of [...parameters, ...outputs].flatMap(({ type: of }) => of ?? [])) {
        collect(type, mentioned);
    }
    mentioned.delete(`${component.name}Args`);
    return {
        file: module.name,
        name: component.name,
        description: textOf(component.comment),
        arguments: fieldsOf(args),
        outputs: outputs.map(readField),
        types: [...mentioned.values()].map(readType),
        example: readFileSync(join(root, "docs/examples", `${module.name}.ts`), "utf8"),
    };
}

/** Our types that a type names, and those that they name. */
function collect(type: SomeType, found: Map<string, DeclarationReflection>): void {
    if (type.type === "reference") {
        const target = type.reflection as DeclarationReflection | undefined;
        if (target !== undefined && !found.has(target.name) && !(target.name in sharedTypes) && isPlain(target)) {
            found.set(target.name, target);
            within(target).forEach((inner) => collect(inner, found));
        }
        (type.typeArguments ?? []).forEach((inner) => collect(inner, found));
        return;
    }
    partsOf(type).forEach((inner) => collect(inner, found));
}

/** An interface or an alias; another component has a page of its own. */
function isPlain({ children }: DeclarationReflection): boolean {
    return children?.some(({ name }) => name === "constructor") !== true;
}

function within({ children, type }: DeclarationReflection): SomeType[] {
    return [...(type === undefined ? [] : [type]), ...(children ?? []).flatMap((child) => child.type ?? [])];
}

function partsOf(type: SomeType): SomeType[] {
    switch (type.type) {
        case "array":
            return [type.elementType];
        case "typeOperator":
            return [type.target];
        case "union":
        case "intersection":
            return type.types;
        case "reflection":
            return within(type.declaration);
        case "tuple":
            return type.elements;
        default:
            return [];
    }
}

function readType(reflection: DeclarationReflection): NamedType {
    const { name, type } = reflection;
    const choices = type?.type === "union" ? type.types.map(text) : [];
    const fields = type === undefined ? fieldsOf(reflection) : fieldsOf(declarationOf(type));
    const whole = type === undefined || choices.length > 0 || fields.length > 0 ? [] : [text(type)];
    return { name, description: textOf(reflection.comment), fields, choices: [...choices, ...whole] };
}

function declarationOf(type: SomeType): DeclarationReflection | undefined {
    return type.type === "reflection" ? type.declaration : undefined;
}

function fieldsOf(reflection: DeclarationReflection | undefined): Field[] {
    return (reflection?.children ?? []).map(readField);
}

function readField({ name, type, comment, flags }: DeclarationReflection): Field {
    const standard = comment?.blockTags.find(({ tag }) => tag === "@default" || tag === "@defaultValue");
    return {
        name,
        type: type === undefined ? "" : text(type),
        optional: flags.isOptional,
        description: textOf(comment),
        standard: standard === undefined ? "" : plain(standard.content),
    };
}

/** A type as a person would write it. */
function text(type: SomeType): string {
    return type.toString().replaceAll(/\s+/g, " ").replaceAll("pulumi.", "");
}

function textOf(comment: Comment | undefined): string {
    return comment === undefined ? "" : plain(comment.summary);
}

function plain(parts: Comment["summary"]): string {
    return parts
        .map(({ text: words }) => words)
        .join("")
        .replaceAll(/^```\w*\n?|\n?```$/g, "")
        .trim();
}
