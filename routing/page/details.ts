import { markup, type Markup } from "../../plan/markup";
import { shape } from "../../plan/page-look";
import { negativeWords, shareText, type ToldOutcome } from "../answer-words";
import type { ExplainedGroup, ExplainedRecord } from "../explanation";
import type { Choice } from "./choice";
import { allHealthy, ask, explained, type PageInput } from "./input";
import { bar } from "./matrix";
import { tree } from "./tree";

/** The chosen question: its fields, its answers beside those of a healthy world, the tree, and the tree in words. */
export function questionForm(input: PageInput, choice: Choice): Markup {
    const names = [...new Set([choice.name, ...input.names, ...otherNames(input)])];
    const types = [...new Set([choice.type, ...typesOf(input, choice.name)])];
    const places = [...new Set([choice.from, ...input.places])];
    return markup`<label class="wide">Name <select data-field="name">${options(names, choice.name)}</select></label>
        <label>Type <select data-field="type">${options(types, choice.type)}</select></label>
        <label>From <select data-field="from">${options(places, choice.from)}</select></label>
        <label>or from another place
            <input data-field="from" type="text" autocomplete="off" placeholder="IE, US-VA, 203.0.113.7" /></label>`;
}

function options(values: readonly string[], chosen: string): Markup[] {
    return values.map((value) =>
        value === chosen
            ? markup`<option value="${value}" selected>${value}</option>`
            : markup`<option value="${value}">${value}</option>`,
    );
}

function otherNames({ zone }: PageInput): string[] {
    return [...new Set(zone.ResourceRecordSets.map(({ Name }) => bare(Name)))].sort();
}

function typesOf({ zone }: PageInput, name: string): string[] {
    return zone.ResourceRecordSets.filter(({ Name }) => bare(Name) === name).map(({ Type }) => Type ?? "");
}

/** As a person writes a name: lower case, without the final dot. */
function bare(name: string | undefined): string {
    return (name ?? "").toLowerCase().replace(/\.$/, "");
}

/** Shares now and with everything healthy. */
export function answersTable(input: PageInput, choice: Choice): Markup {
    const now = ask(input, choice, choice);
    const before = ask(input, allHealthy, choice);
    if (now.kind === "problem") {
        return markup`<p class="nothing">${now.problem}</p>`;
    }
    const earlier = before.kind === "answer" ? before.outcomes : [];
    const rows = [
        ...now.outcomes.map((outcome) => ({ outcome, share: outcome.probability, before: shareIn(earlier, outcome) })),
        ...earlier
            .filter((outcome) => shareIn(now.outcomes, outcome) === 0)
            .map((outcome) => ({ outcome: { ...outcome, dead: false }, share: 0, before: outcome.probability })),
    ];
    if (rows.length === 0) {
        return markup`<p class="nothing">${negativeWords(now.answer)}${now.answer.ttl > 0 ? `; resolvers may keep that ${now.answer.ttl} s` : ""}.</p>`;
    }
    return markup`${now.outcomes.length > 1 ? bar(input, now.outcomes) : markup``}<table class="shares" role="table">
        <caption>
            Answers, with their shares now and with everything healthy
        </caption>
        <thead role="rowgroup">
            <tr role="row">
                <th role="columnheader" scope="col">Answer</th>
                <th role="columnheader" scope="col" class="right">Now</th>
                <th role="columnheader" scope="col" class="right">All healthy</th>
                <th role="columnheader" scope="col" class="right">TTL</th>
            </tr>
        </thead>
        <tbody role="rowgroup">
            ${rows.map(shareRow)}
        </tbody>
    </table>`;
}

interface ShareRow {
    readonly outcome: ToldOutcome;
    readonly share: number;
    readonly before: number;
}

function shareRow({ outcome, share, before }: ShareRow): Markup {
    const down = outcome.dead ? markup` <span class="status bad">${shape("bad")}down</span>` : markup``;
    return markup`<tr role="row" class="${share === 0 ? "gone" : ""}">
        <th role="rowheader" scope="row"><code>${outcome.answers.join(", ")}</code>${down}</th>
        <td role="cell" class="right" data-title="Now"><b>${shareText(share)}</b></td>
        <td role="cell" class="right" data-title="All healthy">${shareText(before)}</td>
        <td role="cell" class="right" data-title="TTL">${outcome.ttl} s</td>
    </tr> `;
}

function shareIn(outcomes: readonly ToldOutcome[], { answers }: ToldOutcome): number {
    const key = answers.join(" ");
    return outcomes.find((one) => one.answers.join(" ") === key)?.probability ?? 0;
}

/** The tree, or one line where there is none. */
export function treePart(input: PageInput, choice: Choice): Markup {
    const explanation = explained(input, choice);
    if ("problem" in explanation) {
        return markup`<p class="nothing">${explanation.problem}</p>`;
    }
    const { group, rcode, note } = explanation;
    return group ? tree(input, choice, group) : markup`<p class="nothing">${note ?? rcode}</p>`;
}

/** The way to the answer, a sentence for each record that was met. */
export function wordsPart(input: PageInput, choice: Choice): Markup {
    const explanation = explained(input, choice);
    if ("problem" in explanation || !explanation.group) {
        return markup``;
    }
    return markup`<ol class="words">
        ${met(explanation.group).map(({ name, type, policy, failOpen, records }) => {
            const open = failOpen ? " No record is healthy, so all count as healthy." : "";
            return markup`<li>
                <b>${name}</b> ${type} is a group of ${policy} records.${open} ${records.map(recordWords)}
            </li> `;
        })}
    </ol>`;
}

/** The groups that answers come through. */
function met(group: ExplainedGroup): ExplainedGroup[] {
    const below = group.records.flatMap(({ probability, target }) =>
        probability > 0 && target.kind === "group" ? met(target.group) : [],
    );
    return [group, ...below];
}

function recordWords({ label, state, probability, reason }: ExplainedRecord): Markup {
    const share = probability > 0 && probability < 1 ? ` for ${shareText(probability)}` : "";
    return markup`<span class="told">${label} is ${state}${share}${reason === "" ? "" : `: ${reason}`}.</span> `;
}
