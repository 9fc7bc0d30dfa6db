import type { Markup } from "../../plan/markup";
import { choiceOf, hashOf, toggleCheck, toggleRegion, toggleTarget, withLost, type Choice } from "./choice";
import type { PageInput } from "./input";
import { parts } from "./parts";
import { drawWires } from "./wires";

/** What runs in the page: a press changes the choice, the choice is drawn and put into the address. */
const input = JSON.parse(document.getElementById("input")?.textContent ?? "") as PageInput;
let choice: Choice = input.choice;
const drawn = new Map<string, string>();

/** What a press on an element with one of these attributes makes of a choice. */
const actions: readonly (readonly [attribute: string, act: (element: HTMLElement, value: string) => Choice])[] = [
    ["preset", (_, lost) => withLost(input, choice, lost.split(" ").filter(Boolean))],
    ["region", (_, region) => toggleRegion(input, choice, region)],
    ["check", (_, id) => toggleCheck(input, choice, id)],
    ["target", (_, name) => toggleTarget(choice, name)],
    ["name", ({ dataset }, name) => ({ ...choice, name, from: dataset["from"] ?? choice.from })],
];

function show(next: Choice): void {
    choice = next;
    const focused = focusedKey();
    for (const [id, { text }] of Object.entries<Markup>({ ...parts(input, choice) })) {
        const element = document.getElementById(id);
        if (element && drawn.get(id) !== text) {
            element.innerHTML = text;
            drawn.set(id, text);
        }
    }
    if (focused) {
        findAgain(focused)?.focus({ preventScroll: true });
    }
    drawWires();
}

interface Focused {
    readonly part: string;
    readonly selector: string;
    /** Among those that the selector finds: one check may stand in several places. */
    readonly at: number;
}

/** How to find the focused element again once its part is drawn anew. */
function focusedKey(): Focused | undefined {
    const element = document.activeElement;
    const part = element?.closest("[id]")?.id;
    if (!(element instanceof HTMLElement) || part === undefined) {
        return undefined;
    }
    const selector = Object.entries(element.dataset)
        .map(([key, value = ""]) => `[data-${key}="${CSS.escape(value)}"]`)
        .join("");
    const same = [...document.querySelectorAll(`#${part} ${element.tagName}${selector}`)];
    return { part, selector: `${element.tagName}${selector}`, at: same.indexOf(element) };
}

function findAgain({ part, selector, at }: Focused): HTMLElement | undefined {
    return [...document.querySelectorAll<HTMLElement>(`#${part} ${selector}`)][at];
}

function chooseAndTell(next: Choice): void {
    show(next);
    history.replaceState(null, "", hashOf(input, choice));
}

document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    for (const [attribute, act] of button ? actions : []) {
        const value = button?.dataset[attribute];
        if (button && value !== undefined) {
            chooseAndTell(act(button, value));
            return;
        }
    }
});

document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) {
        const value = target.value.trim();
        const field = target.dataset["field"];
        if (field !== undefined && value !== "") {
            chooseAndTell({ ...choice, [field]: value });
        }
    }
});

document.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", () => show(choiceOf(input, location.hash)));
addEventListener("resize", drawWires);
show(choiceOf(input, location.hash));
