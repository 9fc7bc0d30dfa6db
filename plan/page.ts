import { Markup, markup } from "./markup";

/** What differs between pages; `allows` adds directives to a policy that else lets nothing in but the page's own style. */
interface PageParts {
    readonly title: string;
    readonly style: string;
    readonly body: readonly Markup[];
    readonly allows?: readonly string[];
}

/**
 * One HTML file that opens from disk and fetches nothing: its policy (https://www.w3.org/TR/CSP3/) sees to that also
 * where something slipped into the data.
 */
export function htmlPage({ title, style, body, allows = [] }: PageParts): string {
    const policy = [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        ...allows,
        "base-uri 'none'",
        "form-action 'none'",
    ];
    return markup`<!doctype html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta http-equiv="Content-Security-Policy" content="${new Markup(policy.join("; "))}" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>${title}</title>
                <style>
                    ${new Markup(style)}
                </style>
            </head>
            <body>
                ${body}
            </body>
        </html> `.text;
}
