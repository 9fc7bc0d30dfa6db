import { spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { PlanInputError } from "../plan/readers/plan-input";
import { readPlanInput } from "../plan/readers/read-plan-input";
import { CommandError, exitCodeOf, type ExitCode } from "./exit";
import { watchSignals, type Signals } from "./interruption";
import { projectRoot } from "./root";

const root = projectRoot();
const antipode = join(root, "bin/antipode");
/** A terminal's Ctrl-C reaches a command and us, and its end may be heard of before our own signal. */
const signalMilliseconds = 500;

/**
 * `npm run preview -- STACK`: what Pulumi would do, what that costs and what is wrong with it, all from one preview.
 * Nothing is deployed. The exit code is the worst of the three; 130 or 143 after a signal.
 */
async function main(signals: Signals): Promise<ExitCode> {
    const [stack, ...others] = process.argv.slice(2);
    if (stack === undefined || stack.startsWith("-") || others.length > 0) {
        throw new CommandError("expected one stack: npm run preview -- STACK, such as npm run preview -- staging", 2);
    }
    const folder = mkdtempSync(join(tmpdir(), "antipode-preview-"));
    // A second signal ends this process wherever it is.
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    // What is printed of it names it.
    const file = join(folder, `preview-of-${stack.replaceAll("/", "-")}.json`);
    const ask = (command: string, words: readonly string[], place: Place) => run(signals, [command, ...words], place);
    // Builds the app's bundle, which the program ships, when it is old.
    await ask(process.execPath, [antipode, "--help"], { cwd: root, stdout: "ignore" });
    const words = ["preview", "--stack", stack, "--json", "--show-sames"];
    const previewed = await ask("pulumi", words, { cwd: root, stdout: openSync(file, "w") });
    if (previewed !== 0) {
        await setTimeout(signalMilliseconds);
        signals.signal.throwIfAborted();
        const what = `pulumi preview --stack ${stack} ended with ${previewed}`;
        const { errors, isEmpty } = toldBy(readFileSync(file, "utf8"));
        // A preview as JSON keeps the engine's errors to itself.
        errors.forEach((error) => process.stderr.write(`${error.trimEnd()}\n`));
        if (isEmpty) {
            const begun = errors.length > 0 || (await ask("pulumi", ["whoami"], silently)) === 0;
            throw new CommandError(begun ? `${what} and named no resource` : `${what}: ${noBackend}`, 3);
        }
        process.stderr.write(`${what}: what follows is of a part of the stack\n`);
    }
    const here: Place = { cwd: folder, stdout: "inherit" };
    const name = file.slice(folder.length + 1);
    const cost = await ask(process.execPath, [antipode, "cost", name], here);
    const check = await ask(process.execPath, [antipode, "check", name], here);
    // Of a part of the stack check proves nothing, which is no wrong input of who typed this.
    return previewed === 0 ? worst([cost, check]) : worst([1, cost, Math.min(check, 1)]);
}

const noBackend =
    "it has no backend that it may use: `pulumi login --local` keeps stacks on this machine, `pulumi login` in Pulumi Cloud; " +
    "PULUMI_BACKEND_URL names another";

/** What a preview says, and whether it named nothing that could be priced or judged. */
function toldBy(text: string): { readonly errors: readonly string[]; readonly isEmpty: boolean } {
    try {
        const input = readPlanInput(text, { name: "the preview" });
        return {
            errors: input.kind === "preview" ? input.errors : [],
            isEmpty: !input.after.resources.some(({ custom }) => custom),
        };
    } catch (error) {
        if (error instanceof PlanInputError) {
            return { errors: [], isEmpty: true };
        }
        throw error;
    }
}

/** Where a command runs, and what becomes of what it prints. */
interface Place {
    readonly cwd: string;
    readonly stdout: "inherit" | "ignore" | number;
    readonly stderr?: "ignore";
}

const silently: Place = { cwd: root, stdout: "ignore", stderr: "ignore" };

/**
 * How a command ended. After a signal its end is waited for, so that nothing is left running: Ctrl-C reaches it by the
 * terminal, another signal by us.
 * @throws CommandError 3 when there is no such command
 * @throws Interrupted after a signal
 */
async function run({ signal }: Signals, [command = "", ...words]: readonly string[], place: Place): Promise<number> {
    const path = [process.env["PATH"] ?? "", join(root, ".antipode/bin")].join(delimiter);
    const child = spawn(command, words, {
        cwd: place.cwd,
        stdio: ["inherit", place.stdout, place.stderr ?? "inherit"],
        env: { ...process.env, PATH: path },
    });
    const onTermination = (): void => void child.kill("SIGTERM");
    process.once("SIGTERM", onTermination);
    const ended = new Promise<number>((resolve, reject) => {
        child.once("close", (code) => resolve(code ?? 3));
        child.once("error", (cause) => {
            const where = "https://www.pulumi.com/docs/iac/download-install/";
            reject(new CommandError(`${command}: ${cause.message}; ${where}`, 3, { cause }));
        });
    });
    const code = await ended.finally(() => process.off("SIGTERM", onTermination));
    signal.throwIfAborted();
    return code;
}

function worst(codes: readonly number[]): ExitCode {
    const code = Math.max(...codes);
    return code === 0 ? 0 : exitCodeOf({ code });
}

const signals = watchSignals();
main(signals)
    .then((code) => (process.exitCode = code))
    .catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = signals.exitCode() ?? exitCodeOf(error);
    })
    .finally(() => signals.release());
