import CliTable from "cli-table3";
import picocolors from "picocolors";
import { printable } from "../../../plan/terminal";
import type { Answer, Question } from "../../../routing/answer";
import { byLabel, negativeWords, shareText, toldOutcomes, type ToldOutcome } from "../../../routing/answer-words";

/** A question with its answer. */
export interface Answered {
    readonly question: Question;
    readonly answer: Answer;
}

/** How to draw: with colours or without, and which answers lead to something unhealthy. */
export interface Drawing {
    readonly colours: boolean;
    readonly dead: ReadonlySet<string>;
}

/** Columns that fit beside a name within 100 characters. */
const placesAbreast = 3;
const nameColumns = 31;
const placeColumns = 23;

/** One answer as a table: share, answer, TTL and record of each candidate. */
export function answerTable({ question, answer }: Answered, { colours, dead }: Drawing): string {
    const { bold, dim, red } = picocolors.createColors(colours);
    const heading = bold(`${printable(question.name)} ${question.type}, asked from ${printable(question.from)}`);
    if (answer.candidates.length === 0) {
        return `${heading}\n${negativeWords(answer)}; resolvers may keep that ${answer.ttl} s`;
    }
    const table = open([8, 60, 8, 24], ["share", "answer", "TTL", "by"].map(dim));
    for (const candidate of answer.candidates) {
        const { probability, ttl, setIdentifier = "the only record" } = candidate;
        const isLost = candidate.answers.every((one) => dead.has(one));
        const told = printable(candidate.answers.join("\n"));
        table.push([shareText(probability), isLost ? red(`✗ ${told}`) : told, `${ttl} s`, printable(setIdentifier)]);
    }
    return [heading, drawn(table), ...remarks([{ question, answer }], { colours, dead })].join("\n");
}

/** Several answers: names down, places across; what each short answer stands for is listed below. */
export function answerMatrix(answered: readonly Answered[], drawing: Drawing): string {
    const { bold, dim } = picocolors.createColors(drawing.colours);
    const type = answered[0]?.question.type ?? "";
    const names = [...new Set(answered.map(({ question }) => question.name))];
    const places = [...new Set(answered.map(({ question }) => question.from))];
    const tables = chunks(places, placesAbreast).map((some) => {
        const heads = [bold(type), ...some.map((place) => dim(`from ${printable(place)}`))];
        const table = open([nameColumns, ...some.map(() => placeColumns)], heads);
        for (const name of names) {
            const row = some.map((from) =>
                answered.find(({ question }) => question.name === name && question.from === from),
            );
            table.push([printable(name), ...row.map((one) => (one ? cell(one, drawing) : ""))]);
        }
        return drawn(table);
    });
    return [tables.join("\n\n"), legend(answered, drawing), ...remarks(answered, drawing)].join("\n");
}

function cell({ answer }: Answered, { colours, dead }: Drawing): string {
    const { red } = picocolors.createColors(colours);
    const outcomes = byLabel(toldOutcomes(answer, dead));
    if (outcomes.length === 0) {
        return answer.rcode === "NOERROR" ? "no record" : answer.rcode;
    }
    const line = (outcome: ToldOutcome) => {
        const share = outcome.probability < 1 ? `${shareText(outcome.probability)} ` : "";
        const told = `${share}${printable(outcome.label)}`;
        return outcome.dead ? red(`✗ ${told}`) : told;
    };
    return outcomes.map(line).join("\n");
}

/** Whether regions stand for their answers: then each is spelt out once, with its TTL. */
function legend(answered: readonly Answered[], { colours, dead }: Drawing): string {
    const { dim } = picocolors.createColors(colours);
    const outcomes = answered.flatMap(({ answer }) => toldOutcomes(answer, dead));
    const lines = outcomes
        .filter(({ label, answers }) => label !== answers.join(", "))
        .map(({ label, answers, ttl }) => `${label} = ${printable(answers.join(", "))}, TTL ${ttl} s`);
    return [...new Set(lines)]
        .sort()
        .map((line) => dim(line))
        .join("\n");
}

function remarks(answered: readonly Answered[], { colours, dead }: Drawing): string[] {
    const { red } = picocolors.createColors(colours);
    const some = answered.flatMap(({ answer }) => toldOutcomes(answer, dead));
    return [
        ...(some.some((outcome) => outcome.dead) ? [red("✗ leads to something that is unhealthy")] : []),
        ...(answered.some(({ answer }) => answer.failOpen)
            ? ["Fail open: a group without a healthy record is answered as if all of it were healthy."]
            : []),
        ...[...new Set(answered.flatMap(({ answer }) => answer.assumptions ?? []))].map((one) => `Assumed: ${one}.`),
    ];
}

function open(widths: readonly number[], head: readonly string[]): CliTable.Table {
    return new CliTable({
        head: [...head],
        colWidths: [...widths],
        colAligns: ["left"],
        wordWrap: true,
        wrapOnWordBoundary: false,
        style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
        chars: withoutBorders,
    });
}

function drawn(table: CliTable.Table): string {
    return table.toString().replace(/[ \t]+$/gm, "");
}

function chunks<T>(list: readonly T[], size: number): T[][] {
    return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

const withoutBorders = Object.fromEntries(
    ["top", "bottom", "left", "right"]
        .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
        .concat(["mid", "mid-mid", "middle"])
        .map((place) => [place, ""]),
);
