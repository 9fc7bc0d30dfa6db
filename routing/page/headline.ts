import { markup, type Markup } from "../../plan/markup";
import { shape, type Status } from "../../plan/page-look";
import { byLabel, negativeWords, shareText } from "../answer-words";
import { canonicalName } from "../names";
import { extentOf, withLost, type Choice } from "./choice";
import { allHealthy, ask, type PageInput, type Told } from "./input";
import { words } from "./matrix";
import { breakable } from "./names";

/** The first sentence: what the chosen question is answered with, and whether that helps whoever asked. */
export function headline(input: PageInput, choice: Choice): Markup {
    const now = ask(input, choice, choice);
    const before = ask(input, allHealthy, choice);
    const { status, word } = verdictOf(now);
    return markup`<h1><span class="word ${status}">${shape(status)}${word}</span> ${breakable(sentence(input, choice, now))}</h1>
        ${compared(now, before)}
        <p class="facts">${summary(input, choice)}</p>`;
}

function verdictOf(told: Told): { readonly status: Status; readonly word: string } {
    if (told.kind === "problem" || told.outcomes.length === 0) {
        return { status: "unknown", word: "NO ANSWER" };
    }
    if (told.deadShare === 0) {
        return { status: "good", word: "SERVED" };
    }
    return { status: "bad", word: told.deadShare > 0.999 ? "NOT SERVED" : "PARTLY SERVED" };
}

function sentence(input: PageInput, choice: Choice, now: Told): string {
    const situation = situationOf(input, choice);
    const asked = `${choice.name} (${choice.type})`;
    if (now.kind === "problem") {
        return `${situation}, what ${asked} is answered with from ${choice.from} is not known: ${now.problem}.`;
    }
    if (now.outcomes.length === 0) {
        return `${situation}, ${asked} has no answer for clients from ${choice.from}. ${negativeWords(now.answer)}.`;
    }
    const led = byLabel(now.outcomes).map(({ label, probability, dead }) => {
        const share = probability < 1 ? [shareText(probability)] : [];
        const remarks = [...share, ...(dead ? ["down"] : [])].join(", ");
        return remarks === "" ? label : `${label} (${remarks})`;
    });
    return `${situation}, ${asked} leads clients from ${choice.from} to ${list(led)}.`;
}

/** `With eu-west-1 lost`, `With 2 checks and a target unhealthy`, `With everything healthy`. */
function situationOf(input: PageInput, choice: Choice): string {
    const lost = input.regions.filter((region) => extentOf(input, choice, region) === "all");
    const known = withLost(input, choice, lost);
    const checks = Object.keys(choice.checks).filter((id) => known.checks[id] === undefined).length;
    const targets = Object.keys(choice.targets).filter((name) => known.targets[name] === undefined).length;
    const parts = [
        ...(lost.length > 0 ? [`${list(lost)} lost`] : []),
        ...(checks + targets > 0
            ? [`${list([...counted(checks, "check"), ...counted(targets, "target")])} unhealthy`]
            : []),
    ];
    return `With ${parts.length > 0 ? list(parts) : "everything healthy"}`;
}

function counted(count: number, noun: string): string[] {
    return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
}

function list(words: readonly string[]): string {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

function compared(now: Told, before: Told): Markup {
    return words(now) === words(before)
        ? markup``
        : markup`<p class="question">With everything healthy: ${words(before)}.</p>`;
}

/** All questions of the table in one line. */
function summary(input: PageInput, choice: Choice): string {
    const all = input.names.flatMap((name) => input.places.map((from) => ({ name, type: choice.type, from })));
    const told = all.map((question) => ({
        now: ask(input, choice, question),
        before: ask(input, allHealthy, question),
    }));
    const served = told.filter(({ now }) => now.kind === "answer" && now.outcomes.length > 0 && now.deadShare === 0);
    const changed = told.filter(({ now, before }) => words(now) !== words(before));
    const open = told.filter(({ now }) => now.kind === "answer" && now.answer.failOpen).length;
    return [
        `Zone ${canonicalName(input.zone.HostedZone.Name ?? "")}, from ${input.source}.`,
        `Of ${all.length} answers below, ${served.length} lead to what is healthy and ${changed.length} changed.`,
        ...(open > 0 ? [`${open} fail open: with nothing healthy left, Route 53 answers as if all were.`] : []),
    ].join(" ");
}
