import type { Markup } from "../../plan/markup";
import type { Choice } from "./choice";
import { controls } from "./controls";
import { answersTable, questionForm, treePart, wordsPart } from "./details";
import { headline } from "./headline";
import type { PageInput } from "./input";
import { matrix } from "./matrix";

/** Each part of the page that a choice changes, by the id of the element that holds it. */
export interface Parts {
    readonly headline: Markup;
    readonly controls: Markup;
    readonly matrix: Markup;
    readonly question: Markup;
    readonly answers: Markup;
    readonly tree: Markup;
    readonly words: Markup;
}

/** The same in Node, where the page is made, and in the page, where a reader chooses. */
export function parts(input: PageInput, choice: Choice): Parts {
    return {
        headline: headline(input, choice),
        controls: controls(input, choice),
        matrix: matrix(input, choice),
        question: questionForm(input, choice),
        answers: answersTable(input, choice),
        tree: treePart(input, choice),
        words: wordsPart(input, choice),
    };
}
