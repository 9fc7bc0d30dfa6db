import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

/** The project's folder. Every path below is relative to it, with forward slashes. */
export const root = join(__dirname, "../..");

/** What git ignores, and git's own folder. */
const ignored = new Set([".git", "node_modules", ".antipode", "dist"]);

export const files: readonly string[] = walk("");

function walk(folder: string): string[] {
    return readdirSync(join(root, folder), { withFileTypes: true })
        .filter(({ name }) => !ignored.has(name))
        .flatMap((entry) => {
            const path = posix.join(folder, entry.name);
            return entry.isDirectory() ? walk(path) : [path];
        });
}

export function read(path: string): string {
    return readFileSync(join(root, path), "utf8");
}

/** Names that a file takes from a module: `*` stands for the whole of it. */
export interface Import {
    readonly specifier: string;
    readonly names: readonly string[];
    readonly typeOnly: boolean;
}

export interface Export {
    readonly name: string;
    /** Interfaces and type aliases. A type may be exported for the sake of a signature that names it. */
    readonly isType: boolean;
}

export interface Source {
    readonly path: string;
    readonly imports: readonly Import[];
    readonly exports: readonly Export[];
    readonly strings: ReadonlySet<string>;
    /** How often each identifier stands in the file. */
    readonly identifiers: ReadonlyMap<string, number>;
}

/** Scripts without an ending begin with a line for Node. */
function isCode(path: string): boolean {
    return /\.(ts|cjs|mjs)$/.test(path) || (/^bin\/[^.]+$/.test(path) && read(path).startsWith("#!/usr/bin/env node"));
}

/** Every file of code, by path: parsed, not type-checked, so that reading all takes about a second. */
export const sources: ReadonlyMap<string, Source> = new Map(
    files.filter(isCode).map((path) => [path, parse(path)] as const),
);

function parse(path: string): Source {
    const kind = path.endsWith(".ts") ? ts.ScriptKind.TS : ts.ScriptKind.JS;
    const tree = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, false, kind);
    const imports: Import[] = [];
    const strings = new Set<string>();
    const identifiers = new Map<string, number>();
    const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node)) {
            identifiers.set(node.text, (identifiers.get(node.text) ?? 0) + 1);
        } else if (ts.isStringLiteralLike(node)) {
            strings.add(node.text);
        }
        imports.push(...importsOf(node));
        ts.forEachChild(node, visit);
    };
    visit(tree);
    return { path, imports, exports: tree.statements.flatMap(exportsOf), strings, identifiers };
}

function importsOf(node: ts.Node): Import[] {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
        const clause = node.importClause;
        const bindings = clause?.namedBindings;
        const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(originalName) : [];
        const names = [
            ...named,
            ...(bindings && ts.isNamespaceImport(bindings) ? ["*"] : []),
            ...(clause?.name ? ["default"] : []),
        ];
        const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
        return [{ specifier: node.moduleSpecifier.text, names, typeOnly }];
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
        const clause = node.exportClause;
        const names = clause && ts.isNamedExports(clause) ? clause.elements.map(originalName) : ["*"];
        return [{ specifier: node.moduleSpecifier.text, names, typeOnly: node.isTypeOnly }];
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
        return [{ specifier: node.argument.literal.text, names: ["*"], typeOnly: true }];
    }
    const [argument] = ts.isCallExpression(node) && loads(node) ? node.arguments : [];
    return argument && ts.isStringLiteral(argument)
        ? [{ specifier: argument.text, names: ["*"], typeOnly: false }]
        : [];
}

/** `import(...)`, `require(...)` and `require.resolve(...)`. */
function loads({ expression }: ts.CallExpression): boolean {
    const callee = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
    return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

function originalName({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
    return (propertyName ?? name).text;
}

function exportsOf(statement: ts.Statement): Export[] {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
        return statement.exportClause.elements.map(({ name }) => ({ name: name.text, isType: false }));
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
        return [];
    }
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) {
        return [{ name: "default", isType: false }];
    }
    if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations.flatMap(({ name }) =>
            ts.isIdentifier(name) ? [{ name: name.text, isType: false }] : [],
        );
    }
    const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
    const declared = isType || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    return declared && statement.name ? [{ name: statement.name.text, isType }] : [];
}

/** The project's file that a relative specifier means, or undefined for a package or a file that does not exist. */
export function resolveImport(from: string, specifier: string): string | undefined {
    if (!specifier.startsWith(".")) {
        return undefined;
    }
    const path = posix.join(posix.dirname(from), specifier);
    const candidates = [path, `${path}.ts`, `${path}/index.ts`, path.replace(/\.js$/, ".ts")];
    return candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(join(root, candidate)));
}

/** `@pulumi/aws/ec2` belongs to `@pulumi/aws`; undefined for our own files and for what Node or k6 brings. */
export function packageOf(specifier: string): string | undefined {
    if (/^(\.|node:|k6(\/|$))/.test(specifier)) {
        return undefined;
    }
    return specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");
}
