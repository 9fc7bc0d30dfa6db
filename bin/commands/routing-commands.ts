import type { Command } from "commander";
import { addAnswer } from "./routing/answer-command";
import { addExplain } from "./routing/explain-command";
import { addDiff } from "./routing/diff-command";
import { addImport } from "./routing/import-command";
import { addLint } from "./routing/lint-command";
import { addPredict } from "./routing/predict-command";
import { addServe } from "./routing/serve-command";
import { addVerify } from "./routing/verify-command";

/** `antipode routing`: what Route 53 would answer, for a zone file, a plan or a stack. Each subcommand is described in a file of its own. */
export function addRouting(program: Command): void {
    const routing = program.command("routing").description("what Route 53 answers, and why: for a live zone or a plan");
    const subcommands: readonly ((routing: Command) => void)[] = [
        addAnswer,
        addExplain,
        addImport,
        addDiff,
        addLint,
        addServe,
        addPredict,
        addVerify,
    ];
    subcommands.forEach((add) => add(routing));
}
