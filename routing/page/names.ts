import { markup, type Markup } from "../../plan/markup";

/** A text that breaks at spaces and after the dots of the names in it, not at a hyphen, as long as there is room. */
export function breakable(text: string): Markup {
    const segments = text.split(/(\s+|(?<=\.)(?=\S))/);
    return markup`${segments.map((segment) => (/\S/.test(segment) ? markup`<span class="whole">${segment}</span><wbr />` : markup`${segment}`))}`;
}
