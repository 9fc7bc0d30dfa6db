import { answer } from "../../../routing/answer";
import { deadAnswers } from "../../../routing/answer-words";
import { explain } from "../../../routing/explain";
import { coloursWanted } from "../../../plan/terminal";
import { answerMatrix, answerTable, type Answered } from "./answer-table";
import { explanationTree } from "./explanation-tree";
import type { ZoneOptions } from "./zone-options";
import { type Inquiry, lossText, questionsOf, readInquiry } from "./question";
import type { QuestionOptions } from "./question-options";

export interface AnswerOptions extends ZoneOptions, QuestionOptions {
    readonly explain: boolean;
    readonly format: "table" | "json";
}

/** `antipode routing answer`: prints what Route 53 would answer. */
export async function showAnswers(options: AnswerOptions): Promise<void> {
    const inquiry = await readInquiry(options);
    const answered = questionsOf(inquiry).map((question) => ({
        question,
        answer: answer(inquiry.zone, inquiry.state, question),
    }));
    const text =
        options.format === "json"
            ? JSON.stringify(answersJson(inquiry, answered, options.explain), null, 2)
            : answersText(inquiry, answered, options.explain);
    process.stdout.write(`${text}\n`);
}

function answersJson({ zone, state, lost }: Inquiry, answered: readonly Answered[], isExplained: boolean): unknown {
    const objects = answered.map(({ question, answer }) => ({
        ...question,
        ...answer,
        ...(lost.length > 0 ? { lost } : {}),
        ...(isExplained ? { explanation: explain(zone, state, question) } : {}),
    }));
    return objects.length === 1 ? objects[0] : objects;
}

function answersText({ zone, state, lost }: Inquiry, answered: readonly Answered[], isExplained: boolean): string {
    const colours = coloursWanted();
    const drawing = { colours, dead: deadAnswers(zone, state) };
    const [first] = answered;
    const table = answered.length === 1 && first ? answerTable(first, drawing) : answerMatrix(answered, drawing);
    const trees = isExplained
        ? answered.map(({ question }) => explanationTree(explain(zone, state, question), colours))
        : [];
    return [...lost.map(lossText), table, ...trees].join("\n\n");
}
