import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BookFile } from "./book-file";

/** Writes a book's files, one price a line, so that a change of prices reads as one. */
export function writeBook(folder: string, files: ReadonlyMap<string, BookFile>): void {
    mkdirSync(folder, { recursive: true });
    for (const [name, file] of files) {
        writeFileSync(join(folder, name), textOf(file));
    }
}

function textOf({ places, ...lists }: BookFile): string {
    const services = Object.entries(places).map(([place, byService]) => {
        const rows = Object.entries(byService).map(([service, byLabel]) => {
            const lines = Object.entries(byLabel).map(
                ([label, row]) => `${JSON.stringify(label)}:${JSON.stringify(row)}`,
            );
            return `${JSON.stringify(service)}:{\n${lines.join(",\n")}\n}`;
        });
        return `${JSON.stringify(place)}:{\n${rows.join(",\n")}\n}`;
    });
    return `${JSON.stringify(lists).slice(0, -1)},\n"places":{\n${services.join(",\n")}\n}}\n`;
}
