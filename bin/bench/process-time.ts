import { spawn } from "node:child_process";

/** Milliseconds from start to end of a process. Rejects when it fails: a broken command is no fast one. */
export async function processTime(program: string, words: readonly string[]): Promise<number> {
    const started = performance.now();
    const child = spawn(program, words, { stdio: ["ignore", "ignore", "inherit"] });
    const code = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
    });
    if (code !== 0) {
        throw new Error(`${program} ${words.join(" ")} ended with ${String(code)}`);
    }
    return performance.now() - started;
}

/** Milliseconds that a Node program measured itself and wrote as its last line. */
export async function reportedTime(words: readonly string[]): Promise<number> {
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    const code = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
    });
    const time = Number(output.trim().split("\n").at(-1));
    if (code !== 0 || !Number.isFinite(time)) {
        throw new Error(`${words.join(" ")} ended with ${String(code)} and no time`);
    }
    return time;
}
