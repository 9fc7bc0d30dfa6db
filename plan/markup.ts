/** A piece of HTML that is safe to place as it is: everything that came from data in it was escaped. */
export class Markup {
    constructor(readonly text: string) {}
}

type Content = string | number | Markup | readonly Markup[];

/** Writes HTML; whatever is put into it is escaped unless it is Markup already. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
    return new Markup(strings.map((part, index) => part + contentText(values[index])).join(""));
}

/** Escapes for element content and for quoted attributes, in HTML and in XML alike; drops what XML 1.0 cannot hold. */
function escapeMarkup(text: string): string {
    return text
        .replaceAll(notXml, "\uFFFD")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;");
}

/** Control characters and lone surrogates: https://www.w3.org/TR/xml/#charsets */
// eslint-disable-next-line no-control-regex -- these are the characters to refuse
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

function contentText(value: Content | undefined): string {
    if (value === undefined) {
        return "";
    }
    if (value instanceof Markup) {
        return value.text;
    }
    return typeof value === "object" ? value.map(({ text }) => text).join("") : escapeMarkup(String(value));
}
