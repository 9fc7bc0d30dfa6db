import { createHash } from "node:crypto";
import { Markup, markup } from "../../plan/markup";
import { htmlPage } from "../../plan/page";
import type { PageInput } from "./input";
import { parts } from "./parts";
import { style } from "./style";

/**
 * The whole page: one file that fetches nothing. What it shows first is in its HTML, so that it reads without script;
 * `script` is the bundle of `client.ts`, the only one that the page's policy lets run.
 */
export function explanationPage(input: PageInput, script: string): string {
    const shown = parts(input, input.choice);
    const fingerprint = createHash("sha256").update(script).digest("base64");
    const main = markup`
        <main>
            <header class="verdict" id="headline" aria-live="polite">${shown.headline}</header>
            <noscript><p class="facts">Without script this page shows one state and cannot be asked another.</p></noscript>
            <section aria-labelledby="controls-title">
                <h2 id="controls-title">What if</h2>
                <p class="facts">
                    Press a region to lose it, or a check or a target alone; press again to bring it back.
                </p>
                <div id="controls">${shown.controls}</div>
            </section>
            <section aria-labelledby="matrix-title">
                <h2 id="matrix-title">Every answer</h2>
                <p class="facts">Press an answer to see why.</p>
                <div id="matrix">${shown.matrix}</div>
            </section>
            <section aria-labelledby="why-title">
                <h2 id="why-title">Why</h2>
                <form id="question" class="question-form">${shown.question}</form>
                <div id="answers">${shown.answers}</div>
                <h3 class="spaced">The tree</h3>
                <p class="facts">From the name asked to what is answered; the wider the line, the more answers come that way.</p>
                <div id="tree">${shown.tree}</div>
                <h3 class="spaced">In words</h3>
                <div id="words">${shown.words}</div>
            </section>
        </main>`;
    return htmlPage({
        title: `What Route 53 answers: ${input.zone.HostedZone.Name ?? ""} of ${input.source}`,
        style,
        body: [
            main,
            markup`<script type="application/json" id="input">${new Markup(scriptJson(input))}</script>`,
            markup`<script>${new Markup(script)}</script>`,
        ],
        allows: [`script-src 'sha256-${fingerprint}'`],
    });
}

/** JSON that cannot end its script element, whatever names are in it. */
function scriptJson(input: PageInput): string {
    return JSON.stringify(input).replaceAll("<", "\\u003c");
}
