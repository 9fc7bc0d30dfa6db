import {
    closeSync,
    openSync,
    readFileSync,
    readSync,
    realpathSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
    type Stats,
} from "node:fs";
import { dirname } from "node:path";
import type { LongText } from "../plan/readers/read-plan-input";
import { CommandError } from "./exit";
import { reasonOf } from "./system-errors";

/** How a message names a file argument. */
export function nameOf(file: string): string {
    return file === "-" ? "standard input" : file;
}

/**
 * The text of a file, `-` for standard input.
 * @throws CommandError 2 when it cannot be read, or is no text
 */
export function readText(file: string): string {
    return textOf(bytesOf(file), file);
}

function textOf(bytes: Buffer, file: string): string {
    const kind = kindOf(bytes);
    if (kind !== undefined) {
        throw new CommandError(`${nameOf(file)}: expected text in UTF-8; ${kind}`, 2);
    }
    // As UTF-8: large texts of other encodings lie outside of the heap, where with the bytes they set off a collection.
    const text = orRefuse(file, () => bytes.toString("utf8"));
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/**
 * The text of a file, `-` for standard input, to be read from its beginning on or as a whole.
 * @param use is done with the text when it returns
 * @throws CommandError 2 when it cannot be read; also from `whole`, when it is no text
 */
export function withLongText<T>(file: string, use: (text: LongText) => T): T {
    if (file === "-" || foundAt(file)?.isFile() !== true) {
        // A pipe cannot be read twice.
        const bytes = bytesOf(file);
        let done = 0;
        const read = (buffer: Buffer, from: number): number => {
            const count = bytes.copy(buffer, from, done);
            done += count;
            return count;
        };
        return use({ read, whole: () => textOf(bytes, file) });
    }
    const opened = orRefuse(file, () => openSync(file, "r"));
    try {
        return use({
            read: (buffer, from) => orRefuse(file, () => readSync(opened, buffer, from, buffer.length - from, null)),
            whole: () => readText(file),
        });
    } finally {
        closeSync(opened);
    }
}

/**
 * Writes a file, `-` to standard output. Whoever reads it finds the old text or the new one, never half of it.
 * @param option names the option that asked for it, as in `--output`
 * @throws CommandError 2 when it cannot be written
 */
export function writeText(file: string, text: string, option: string): void {
    if (file === "-") {
        process.stdout.write(text);
        return;
    }
    refuseUnwritable(file, option);
    const found = foundAt(file);
    // What is no file, such as /dev/null, must not be replaced by one; nor must a link, or the rights of what is there.
    const target = found ? realpathSync(file) : file;
    const whole = (found?.isFile() ?? true) ? `${target}.${process.pid}.part` : target;
    try {
        writeFileSync(whole, text, { mode: found?.mode });
        if (whole !== target) {
            renameSync(whole, target);
        }
    } catch (error) {
        if (whole !== target) {
            rmSync(whole, { force: true });
        }
        throw unwritable(file, option, error);
    }
}

/**
 * Says so before work begins whose result could not be written.
 * @throws CommandError 2 when the folder is none, or the file is a folder
 */
export function refuseUnwritable(file: string, option: string): void {
    const isFolder = foundAt(file)?.isDirectory() ?? false;
    if (isFolder || foundAt(dirname(file))?.isDirectory() !== true) {
        throw unwritable(file, option, Object.assign(new Error(), { code: isFolder ? "EISDIR" : "ENOENT" }));
    }
}

/** What a path leads to; undefined where it leads nowhere: why, whoever opens it is told. */
export function foundAt(file: string): Stats | undefined {
    try {
        return statSync(file);
    } catch {
        return undefined;
    }
}

/** The error of a file that `option` asked for. */
export function unwritable(file: string, option: string, error: unknown): CommandError {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = missing ? `there is no folder ${dirname(file)}` : reasonOf(error);
    return new CommandError(`${option} ${file}: expected a file that can be written; ${why}`, 2, { cause: error });
}

function bytesOf(file: string): Buffer {
    return orRefuse(file, () => readFileSync(file === "-" ? 0 : file));
}

function orRefuse<T>(file: string, read: () => T): T {
    try {
        return read();
    } catch (error) {
        throw new CommandError(`${nameOf(file)}: expected a file that can be read; ${reasonOf(error)}`, 2, {
            cause: error,
        });
    }
}

/** What is recognised by its first bytes and is no UTF-8. */
function kindOf(bytes: Buffer): string | undefined {
    switch (bytes.subarray(0, 2).toString("hex")) {
        case "1f8b":
            return "it is compressed: gunzip it first";
        case "fffe":
        case "feff":
            return "it is UTF-16, which `>` of PowerShell 5 writes: `| Out-File -Encoding utf8` instead";
        default:
            return undefined;
    }
}
