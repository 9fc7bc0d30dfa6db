import { regionColour } from "../../plan/colours";
import { markup, type Markup } from "../../plan/markup";
import { shape } from "../../plan/page-look";
import { byLabel, shareText, type ToldOutcome } from "../answer-words";
import type { Choice } from "./choice";
import { allHealthy, ask, type PageInput, type Told } from "./input";
import { breakable } from "./names";

/** Rows that a table of answers shows; the others are asked for by name. */
const mostNames = 60;

/** Every answer at once: names down, places across; pressing one asks that question. */
export function matrix(input: PageInput, choice: Choice): Markup {
    const names = input.names.slice(0, mostNames);
    const more = input.names.length - names.length;
    return markup`<div class="scroll" role="group" aria-label="All answers" tabindex="0"><table class="matrix" role="table">
            <caption>
                What each name is answered with, by where clients are
            </caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">Name, ${choice.type}</th>
                    ${input.places.map((place) => markup`<th role="columnheader" scope="col">from ${place}</th>`)}
                </tr>
            </thead>
            <tbody role="rowgroup">
                ${names.map((name) => row(input, choice, name))}
            </tbody>
        </table></div>
        ${more > 0 ? markup`<p class="facts">${more} more names can be asked for below.</p>` : markup``}`;
}

function row(input: PageInput, choice: Choice, name: string): Markup {
    const cells = input.places.map((from) => {
        const question = { name, type: choice.type, from };
        const now = ask(input, choice, question);
        const before = ask(input, allHealthy, question);
        const isChosen = name === choice.name && from === choice.from;
        return markup`<td role="cell">
            <button type="button" class="cell ${changed(now, before)}" aria-pressed="${String(isChosen)}" data-name="${name}" data-from="${from}">
                <span class="from">from ${from}</span>
                ${told(input, now)}${was(now, before)}
            </button>
        </td> `;
    });
    return markup`<tr role="row">
        <th role="rowheader" scope="row">${breakable(name)}</th>
        ${cells}
    </tr> `;
}

function told(input: PageInput, now: Told): Markup {
    if (now.kind === "problem") {
        return markup`<span class="status unknown">${shape("unknown")}not known</span>`;
    }
    if (now.outcomes.length === 0) {
        return markup`<span class="status unknown">${shape("unknown")}${now.answer.rcode === "NOERROR" ? "no record" : now.answer.rcode}</span>`;
    }
    return markup`${bar(input, byLabel(now.outcomes))}${byLabel(now.outcomes).map(outcomeLine)}`;
}

/** Shares as a bar; the words are beside it. */
export function bar(input: PageInput, outcomes: readonly ToldOutcome[]): Markup {
    return markup`<span class="bar" aria-hidden="true">${outcomes.map(
        ({ region, probability, dead }) =>
            markup`<i class="${dead ? "dead" : ""}" style="flex-grow:${probability};--tone:${region === undefined ? "var(--mark)" : regionColour(region, input.regions)}"></i>`,
    )}</span>`;
}

function outcomeLine({ label, probability, dead }: ToldOutcome): Markup {
    const share = probability < 1 ? markup`<b>${shareText(probability)}</b> ` : markup``;
    const lost = dead ? markup` <span class="status bad">${shape("bad")}down</span>` : markup``;
    return markup`<span class="outcome">${share}<span>${breakable(label)}</span>${lost}</span>`;
}

function changed(now: Told, before: Told): string {
    return words(now) === words(before) ? "" : "changed";
}

/** What it was with everything healthy, when that differs. */
function was(now: Told, before: Told): Markup {
    return changed(now, before) === "" ? markup`` : markup`<span class="was">was ${words(before)}</span>`;
}

/** `75 % eu-west-1, 25 % us-east-1`; without shares when there is only one. */
export function words(told: Told): string {
    if (told.kind === "problem") {
        return "not known";
    }
    const { outcomes, answer } = told;
    if (outcomes.length === 0) {
        return answer.rcode === "NOERROR" ? "no record" : answer.rcode;
    }
    return byLabel(outcomes)
        .map(({ label, probability }) => (probability < 1 ? `${shareText(probability)} ${label}` : label))
        .join(", ");
}
