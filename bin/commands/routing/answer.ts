import { answer } from "../../../routing/answer";
import { deadAnswers } from "../../../routing/answer-words";
import { coloursWanted } from "../../../plan/terminal";
import { answerMatrix, answerTable, type Answered } from "./answer-table";
import type { ZoneOptions } from "./inputs";
import { type Inquiry, lossLine, questionsOf, readInquiry } from "./question";
import type { QuestionOptions } from "./question-options";

export interface AnswerOptions extends ZoneOptions, QuestionOptions {
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
            ? JSON.stringify(answersJson(inquiry, answered), null, 2)
            : answersText(inquiry, answered);
    process.stdout.write(`${text}\n`);
}

function answersJson({ lost }: Inquiry, answered: readonly Answered[]): unknown {
    const objects = answered.map(({ question, answer }) => ({
        ...question,
        ...answer,
        ...(lost.length > 0 ? { lost } : {}),
    }));
    return objects.length === 1 ? objects[0] : objects;
}

function answersText({ zone, state, lost }: Inquiry, answered: readonly Answered[]): string {
    const colours = coloursWanted();
    const drawing = { colours, dead: deadAnswers(zone, state) };
    const [first] = answered;
    const table = answered.length === 1 && first ? answerTable(first, drawing) : answerMatrix(answered, drawing);
    return [...lost.map(lossLine), table].join("\n\n");
}
