import type { Command } from "commander";
import { commandLine } from "../../bin/command-line";
import { drills } from "../../loadtest/drills/catalogue";
import { manifest } from "./manifest";

/** Relative targets of a Markdown document's links and pictures, without anchors; links in code do not count. */
export function links(text: string): string[] {
    const prose = text.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "code");
    return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = ""]) => target.replace(/#.*$/, ""))
        .filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}

/** The commands of a document's shell blocks that would be refused, each with why. Other programs' are not judged. */
export function uselessCommands(text: string): string[] {
    return [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
        .flatMap(([, block = ""]) => block.split(/\n|&&/))
        .map((line) => line.replace(/#.*$/, "").trim())
        .flatMap((line) => {
            const problem = whyUseless(line.split(/\s+/));
            return problem === undefined ? [] : [`${line}: ${problem}`];
        });
}

function whyUseless(words: readonly string[]): string | undefined {
    const [program = "", ...rest] = words;
    if (program === "npx" || program === "antipode" || program.endsWith("bin/antipode")) {
        const own = program === "npx" ? rest.slice(1) : rest;
        return program === "npx" && rest[0] !== "antipode" ? undefined : refusal(commandLine(), own);
    }
    if (program !== "npm" || rest[0] === "ci") {
        return undefined;
    }
    const [script = "", ...others] = rest[0] === "run" ? rest.slice(1) : rest;
    const line = manifest.scripts[script];
    if (line === undefined) {
        return `package.json has no script ${script}`;
    }
    return line.startsWith("bin/antipode") ? whyUseless([...line.split(" "), ...others.slice(1)]) : undefined;
}

/** Follows the words through commander's own tree, without running what they name. */
function refusal(command: Command, words: readonly string[]): string | undefined {
    const [word, ...rest] = words;
    const inner = command.commands.find((one) => one.name() === word);
    if (inner) {
        return refusal(inner, rest);
    }
    // One that has commands may still take an operand itself: `cost FILE`.
    const takesOperand = command.registeredArguments.length > 0;
    if (command.commands.length > 0 && !takesOperand && word !== undefined && !word.startsWith("-")) {
        return `${command.name()} has no command ${word}`;
    }
    return operandRefusal(command, words) ?? optionRefusal(command, words);
}

function operandRefusal(command: Command, [word]: readonly string[]): string | undefined {
    if (command.name() !== "run") {
        return undefined;
    }
    return drills.some(({ name }) => name === word) ? undefined : `there is no drill ${word ?? ""}`;
}

function optionRefusal(command: Command, words: readonly string[]): string | undefined {
    for (const [at, word] of words.entries()) {
        const option = command.options.find(({ long, short }) => long === word || short === word);
        if (word === "--") {
            return undefined;
        }
        if (word.startsWith("-") && word !== "-" && !option) {
            return `${command.name()} has no option ${word}`;
        }
        try {
            // Commander's own check: choices, clock factors, numbers.
            option?.parseArg?.(words[at + 1] ?? "", option.defaultValue);
        } catch (error) {
            return error instanceof Error ? error.message : String(error);
        }
    }
    return undefined;
}
