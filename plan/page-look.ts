import { Markup } from "./markup";

/** What every page says with a shape beside a word, never by colour alone. */
export type Status = "good" | "bad" | "unknown";

/**
 * The ground of every page: colours named once, with a second value for dark windows, and the type. A region's colour is
 * the same in both, since it is the region's name.
 */
export const lightAndDark = `:root {
  color-scheme: light dark;
  --paper: #ffffff; --raised: #f6f7f9; --ink: #1b1f24; --muted: #57606a; --grid: #e3e6ea; --line: #d0d5db;
  --area: #e3e7ec; --pale: #9aa4b0; --band: #d5dbe3; --band-ink: #5b6673; --mark: #7d8793; --fault: #b42318;
  --outage: rgba(180, 35, 24, 0.09); --link: #0550ae;
  --good: #116329; --good-paper: #e6f4ea; --bad: #a40e26; --bad-paper: #fdebec; --unknown: #57606a; --unknown-paper: #eef0f3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --raised: #1c2026; --ink: #e8ebef; --muted: #a3adb8; --grid: #2a3038; --line: #3a424c;
    --area: #2c333c; --pale: #6d7885; --band: #363f4a; --band-ink: #a9b4c0; --mark: #77828e; --fault: #ff8a80;
    --outage: rgba(255, 120, 110, 0.13); --link: #79b8ff;
    --good: #7ee2a0; --good-paper: #12301d; --bad: #ffa198; --bad-paper: #3c1618; --unknown: #a3adb8; --unknown-paper: #252b33;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 1168px; margin: 0 auto; padding: 32px 16px 64px; }`;

/** The same names for paper, inside `@media print`. */
export const onPaper = `:root {
    color-scheme: light; --paper: #ffffff; --raised: #f6f7f9; --ink: #1b1f24; --muted: #57606a; --grid: #e3e6ea; --line: #d0d5db;
    --area: #e3e7ec; --pale: #9aa4b0; --band: #d5dbe3; --band-ink: #5b6673; --mark: #7d8793; --fault: #b42318;
    --good: #116329; --good-paper: #e6f4ea; --bad: #a40e26; --bad-paper: #fdebec; --unknown: #57606a;
    --unknown-paper: #eef0f3; --outage: rgba(180, 35, 24, 0.09); --link: #0550ae;
  }`;

const outlines: { readonly [status in Status]: string } = {
    // A tick in a circle, a cross in an octagon, a question mark in a diamond: told apart without colour.
    good: '<circle cx="12" cy="12" r="10"/><path d="M7 12.5l3.5 3.5L17 9"/>',
    bad: '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="M8.5 8.5l7 7m0-7l-7 7"/>',
    unknown:
        '<path d="M12 1.5L22.5 12 12 22.5 1.5 12z"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7m0 2.6v.4"/>',
};

/** A shape that says the same as the word beside it. */
export function shape(status: Status): Markup {
    return new Markup(
        '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" ' +
            `stroke-linejoin="round" aria-hidden="true">${outlines[status]}</svg>`,
    );
}
