import type { DeclarationReflection, ProjectReflection, SomeType } from "typedoc";

/** Puts a type into a person's words; made for one project, because it knows the project's names. */
export type Wording = (type: SomeType) => string;

/**
 * Types as a person would write them. What typedoc has spelled out value by value gets the name back that our code
 * has for just these values.
 */
export function wording(modules: readonly DeclarationReflection[]): Wording {
    const names = new Map<string, string>();
    for (const { name, type } of modules.flatMap(({ children = [] }) => children)) {
        const values = literals(type);
        if (values.length > 2) {
            names.set(keyOf(values), name);
        }
    }
    const renamed = (whole: string): string => names.get(keyOf(whole.split(" | "))) ?? whole;
    return (type) =>
        type
            .toString()
            .replaceAll(/\s+/g, " ")
            .replaceAll("pulumi.", "")
            .replaceAll(/"[^"]*"(?: \| "[^"]*"){2,}/g, renamed)
            .replaceAll(/\((\w+)\)\[\]/g, "$1[]");
}

function keyOf(values: readonly string[]): string {
    return [...values].sort().join();
}

/** The values of a choice that has nothing but plain texts, in quotes; empty for any other type. */
export function literals(type: SomeType | undefined): string[] {
    switch (type?.type) {
        case "union":
        case "tuple":
            return onlyTexts(type.type === "union" ? type.types : type.elements);
        case "indexedAccess":
            return literals(queried(type.objectType));
        case "typeOperator":
            return type.operator === "keyof" ? keysOf(queried(type.target)) : literals(type.target);
        default:
            return [];
    }
}

function onlyTexts(types: readonly SomeType[]): string[] {
    const texts = types.flatMap((one) => (one.type === "literal" && typeof one.value === "string" ? [one] : []));
    return texts.length === types.length ? texts.map(String) : [];
}

/** Of `typeof something`: the type of that something. */
function queried(type: SomeType): SomeType | undefined {
    const target = type.type === "query" ? type.queryType.reflection : undefined;
    return target?.isDeclaration() === true ? target.type : undefined;
}

function keysOf(type: SomeType | undefined): string[] {
    return (type === undefined ? [] : fieldsWithin(type)).map(({ name }) => `"${name}"`);
}

/** Fields of a type that is written out on the spot. */
export function fieldsWithin(type: SomeType): readonly DeclarationReflection[] {
    return type.type === "reflection" ? (type.declaration.children ?? []) : [];
}

/** Our types that a type names, and those that they name; `known` are explained elsewhere. */
export function collect(type: SomeType, found: Map<string, DeclarationReflection>, known: object): void {
    if (type.type === "reference") {
        const target = type.reflection;
        if (target?.isDeclaration() === true && !found.has(target.name) && !(target.name in known) && isPlain(target)) {
            found.set(target.name, target);
            within(target).forEach((inner) => collect(inner, found, known));
        } else if (target?.isTypeParameter() === true && target.type !== undefined) {
            collect(target.type, found, known);
        }
        (type.typeArguments ?? []).forEach((inner) => collect(inner, found, known));
        return;
    }
    partsOf(type).forEach((inner) => collect(inner, found, known));
}

/** An interface or an alias; a component has a page of its own. */
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

/** The files that typedoc has read, each a module. */
export function modulesOf(project: ProjectReflection): readonly DeclarationReflection[] {
    return project.children ?? [];
}
