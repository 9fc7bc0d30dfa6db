import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Plan } from "../../plan/plan";
import { startTwin, type RunningTwin } from "../../twin/start";

const root = join(__dirname, "..", "..");

/** The plan of a stack as the command writes it; the command also builds the app's bundle. */
export async function planOf(stack: string): Promise<Plan> {
    const command = [join(root, "bin", "antipode"), "plan", "--stack", stack, "--format", "json"];
    const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as Plan;
}

export function freshFolder(): string {
    return mkdtempSync(join(tmpdir(), "antipode-twin-"));
}

export async function startStaging(directory: string): Promise<RunningTwin> {
    return startTwin({ plan: await planOf("staging"), clock: { factor: 10 }, directory });
}

export interface Fetched {
    /** curl's exit code: 0 a reply, 7 refused, 28 timed out. */
    readonly code: number;
    readonly status: number;
    readonly headers: string;
    readonly body: string;
}

let fetches = 0;

/** Asks a URL as a client in the twin does: through a resolver, trusting the twin's authority. */
export async function fetchInside(twin: RunningTwin, url: string, ...more: readonly string[]): Promise<Fetched> {
    fetches += 1;
    const name = `curl-${fetches.toFixed()}`;
    const stdout = join(twin.directory, `${name}.out`);
    const arguments_ = ["-sS", "--include", "--max-time", "2", "--cacert", twin.caFile, "-w", "\n%{http_code}"];
    await twin.startClient({
        name,
        command: ["curl", ...arguments_, ...more, url],
        environment: {},
        resolver: fetches % 8,
        stdout,
        stderr: join(twin.directory, `${name}.err`),
    });
    const { code } = await twin.clientEnded(name);
    const text = readFileSync(stdout, "utf8");
    const split = text.lastIndexOf("\n");
    const [headers = "", body = ""] = text.slice(0, split).split("\r\n\r\n");
    return { code, status: Number(text.slice(split + 1)), headers: headers.toLowerCase(), body };
}
