import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ErrorObject, ValidateFunction } from "ajv";
import type { Report } from "../report";
import { diagramFiles, type Diagrams } from "./diagrams";
import { renderReport } from "./render";
import schema from "./schema.json";

/** Where the four files of a report are. */
export interface ReportFiles {
    readonly html: string;
    readonly markdown: string;
    readonly json: string;
    readonly junit: string;
}

/**
 * Writes report.html, report.md, report.json, junit.xml and the two pictures into the directory, which is made if it is missing.
 * Each file appears whole or not at all.
 * @throws Error if the report is not what schema.json says; nothing is written then.
 */
export async function writeReport(report: Report, diagrams: Diagrams, directory: string): Promise<ReportFiles> {
    const problems = await reportProblems(report);
    if (problems.length > 0) {
        throw new Error(["report is not valid:", ...problems.map((problem) => `  - ${problem}`)].join("\n"));
    }
    const rendered = await renderReport(report, diagrams);
    const files: ReportFiles = {
        html: join(directory, "report.html"),
        markdown: join(directory, "report.md"),
        json: join(directory, "report.json"),
        junit: join(directory, "junit.xml"),
    };
    await mkdir(directory, { recursive: true });
    await Promise.all([
        writeWhole(files.html, rendered.html),
        writeWhole(files.markdown, rendered.markdown),
        writeWhole(files.json, `${JSON.stringify(report, null, 2)}\n`),
        writeWhole(files.junit, rendered.junit),
        writeWhole(join(directory, diagramFiles.wide), diagrams.wide),
        writeWhole(join(directory, diagramFiles.narrow), diagrams.narrow),
    ]);
    return files;
}

/** What schema.json finds wrong with a value that should be a report: `path: expected rule`, none if it is one. */
export async function reportProblems(report: unknown): Promise<string[]> {
    compiled ??= compileSchema();
    const validate = await compiled;
    // What counts is the JSON: a NaN becomes null there, and an undefined field vanishes.
    const written: unknown = JSON.parse(JSON.stringify(report));
    return validate(written) ? [] : (validate.errors ?? []).map(problemText);
}

let compiled: Promise<ValidateFunction> | undefined;

async function compileSchema(): Promise<ValidateFunction> {
    const { Ajv2020 } = await import("ajv/dist/2020.js");
    return new Ajv2020({ allErrors: true }).compile(schema);
}

function problemText({ instancePath, message, params }: ErrorObject): string {
    const path = instancePath.slice(1).replaceAll("/", ".");
    return `${path === "" ? "report" : path}: expected: ${message ?? "another value"} ${JSON.stringify(params)}`;
}

async function writeWhole(path: string, text: string): Promise<void> {
    const unfinished = `${path}.unfinished`;
    await writeFile(unfinished, text, "utf8");
    await rename(unfinished, path);
}
