/** Globals of k6 that @types/k6 does not declare; nothing else of a browser or of Node exists there. */
declare const console: { log(line: string): void };
declare const crypto: { randomUUID(): string };
