import { orderRegions, regionColour } from "../../plan/colours";
import type { Report } from "../report";
import { type TimeAxis, timeAxis } from "./charts/axis";
import { dnsFigure, lagFigure, phasesFigure } from "./charts/evidence";
import { openPen, type Pen, renderFigure } from "./charts/pen";
import { answeredFigure, latencyFigure, successFigure } from "./charts/traffic";
import { costSentence, costTable, uncountedTable } from "./cost";
import type { Diagrams } from "./diagrams";
import { declared, instant } from "./format";
import { Markup, markup } from "../../plan/markup";
import { htmlPage } from "../../plan/page";
import { shape } from "../../plan/page-look";
import { paragraph, renderTable, section, unbroken } from "./parts";
import { regionsOf } from "./regions";
import { style } from "./style";
import * as tables from "./tables";

/** The whole of report.html: one file that fetches nothing and runs nothing. */
export async function renderPage(report: Report, diagrams: Diagrams): Promise<string> {
    const pen = await openPen();
    const axis = timeAxis(report.timeline);
    const { drill, platform, run, verdict } = report;
    const parts = [
        header(report),
        contents(report),
        promises(report),
        timeline(pen, report, axis),
        recovery(report),
        phases(pen, report),
        loss(report),
        system(report, diagrams),
        cost(report),
        section("realism", "What is real, what is imitated", [renderTable(tables.realismTable(report), "sentences")]),
        section("preflight", "Before the fault", [renderTable(tables.preflightTable(report), "sentences")]),
        repeat(report),
        warnings(report),
    ];
    return htmlPage({
        title: `${verdict.result}: ${drill.name} on ${platform.stack}, ${instant(run.startedAt)}`,
        style,
        body: [markup`<main>${parts}</main>`],
        allows: ["img-src data:"],
    });
}

const contents = ({ cost: priced }: Report): Markup => markup`<nav class="contents" aria-label="On this page">
    <ul>
        <li><a href="#promises">Promises</a></li>
        <li><a href="#timeline">What clients saw</a></li>
        <li><a href="#recovery">Recovery time</a></li>
        <li><a href="#phases">Phases</a></li>
        <li><a href="#loss">Loss</a></li>
        <li><a href="#system">System</a></li>
        ${priced === undefined ? markup`` : markup`<li><a href="#cost">Cost</a></li> `}
        <li><a href="#realism">Real and imitated</a></li>
        <li><a href="#preflight">Before the fault</a></li>
        <li><a href="#repeat">How to repeat it</a></li>
        <li><a href="#warnings">Warnings</a></li>
    </ul>
</nav> `;

function header({ verdict, drill, platform, run, clock, warnings: careful }: Report): Markup {
    const status = tables.resultStatus(verdict.result);
    const reasons =
        verdict.reasons.length === 0
            ? markup``
            : markup`<ul>
                  ${verdict.reasons.map((reason) => markup`<li>${unbroken(reason)}</li>`)}
              </ul>`;
    const factor = clock.factor === 1 ? "the real clock" : `a clock of ${declared(clock.factor, "bare")}x`;
    const estimates = clock.exact ? "" : ", so times are estimates in platform time";
    const read =
        careful.length === 0
            ? markup``
            : markup` <a href="#warnings">Read ${careful.length} warning${careful.length === 1 ? "" : "s"}</a>.`;
    return markup`<header class="verdict">
        <h1><span class="word ${status}">${shape(status)}${verdict.result}</span> ${unbroken(verdict.sentence)}</h1>
        ${reasons}
        <p class="question">The question: ${drill.question}</p>
        <p class="facts">
            GameDay drill ${drill.name} on stack ${platform.stack} (${platform.name}), from ${instant(run.startedAt)} to
            ${instant(run.endedAt)}, on the ${run.target} with ${factor}${estimates}.${read}
        </p>
    </header> `;
}

function promises(report: Report): Markup {
    return section("promises", "Promises", [
        renderTable(tables.promisesTable(report), "figures"),
        markup`<p class="facts">
            Predicted: the median, and in brackets the range of 99.9 % of the simulated runs, written down before the
            fault. Measured: an interval that holds the true value, from clients' logs alone.
        </p>`,
    ]);
}

function timeline(pen: Pen, report: Report, axis: TimeAxis): Markup {
    const regions = regionsOf(report);
    const roles = new Map(report.platform.regions.map(({ region, role }) => [region, role]));
    const { lostRegion } = report.platform;
    const outage =
        report.timeline.outage === null
            ? "No outage was seen."
            : `The shade is the outage, ${tables.outageWords(report.timeline.outage)}.`;
    return section("timeline", "What clients saw", [
        paragraph(
            `All charts share one time axis: seconds of platform time, zero at the fault. ${outage} Gaps are times without data.`,
        ),
        markup`<ol class="key" aria-label="Marks in every chart">
                ${axis.marks.map(
                    ({ number, at, label }) =>
                        markup`<li><b>${number}</b> <span>${label}, ${unbroken(declared(Math.round(at * 10) / 10, "s"))}</span></li>`,
                )}
            </ol>
            <ul class="key" aria-label="Colours of the regions">
                ${regions.map((region) => {
                    const about = [
                        roles.get(region) ?? "not of this platform",
                        ...(region === lostRegion ? ["lost"] : []),
                    ].join(", ");
                    return markup`<li>
                        <span class="swatch" style="background:${regionColour(region, regions)}"></span>${region}
                        (${about})
                    </li>`;
                })}
            </ul> `,
        ...[successFigure, latencyFigure, answeredFigure, dnsFigure, lagFigure].map((figure) =>
            renderFigure(pen, figure(report, axis)),
        ),
    ]);
}

function recovery(report: Report): Markup {
    return section("recovery", "Recovery time", [
        paragraph(
            "From the fault until the promise held again: an interval for the class as a whole, percentiles over its clients. Slow: answered in time, but later than ten times the steady median.",
        ),
        renderTable(tables.outagesTable(report), "figures"),
    ]);
}

function phases(pen: Pen, report: Report): Markup {
    return section("phases", "Phases, against the prediction", [
        paragraph(tables.predictionSentence(report)),
        renderFigure(pen, phasesFigure(report)),
        renderTable(tables.phasesTable(report), "figures"),
        report.prediction.inputs.length === 0
            ? markup``
            : markup`<details>
                  <summary>What the prediction took as given</summary>
                  ${renderTable(tables.inputsTable(report), "sentences")}
              </details>`,
    ]);
}

function loss(report: Report): Markup {
    const { lostOrders } = report.loss;
    const ids = markup`<ul class="ids">
        ${lostOrders.map((order) => markup`<li>${order}</li>`)}
    </ul>`;
    return section("loss", "Loss", [
        paragraph(tables.lossSentence(report)),
        paragraph(tables.oldPrimarySentence(report)),
        renderTable(tables.lossTable(report), "sentences"),
        lostOrders.length === 0
            ? markup``
            : markup`<details${new Markup(lostOrders.length <= tables.mostIdsOpen ? " open" : "")}><summary>Orders reported lost (${lostOrders.length})</summary>${ids}</details>`,
    ]);
}

function cost({ cost: priced }: Report): Markup {
    return priced === undefined
        ? markup``
        : section("cost", "Cost", [
              paragraph(costSentence(priced)),
              renderTable(costTable(priced), "sentences"),
              renderTable(uncountedTable(priced), "sentences"),
          ]);
}

/** As images, the diagrams' own styles and ids cannot meddle with the page's. */
function system(report: Report, { wide, narrow }: Diagrams): Markup {
    const { platform } = report;
    const roles = new Map(platform.regions.map(({ region, role }) => [region, role]));
    const parts = orderRegions(platform.regions, platform.initialWriter)
        .map((region) => `${region} as ${roles.get(region) ?? ""}`)
        .join(", ");
    const leastPixels = Math.round(legibleScale * widthOf(narrow));
    return section("system", "The system", [
        paragraph(`${platform.mode}: ${parts}; the writer was born in ${platform.initialWriter}.`),
        leastPixels > phonePixels ? markup`<p class="hint">This picture scrolls sideways.</p>` : markup``,
        markup`<div class="scroll diagram" role="group" aria-label="Diagram" tabindex="0">
            <picture>
                <source media="(min-width: 800px)" srcset="${address(wide)}" width="${widthOf(wide)}" />
                <img
                    src="${address(narrow)}"
                    style="--least:${leastPixels}px"
                    alt="Diagram of the platform: ${parts}"
                />
            </picture>
        </div> `,
    ]);
}

/** Letters of 12 px are still read at this scale. */
const legibleScale = 0.78;

/** What a phone 390 px wide leaves to a picture. */
const phonePixels = 350;

function address(svg: string): string {
    return `data:image/svg+xml;base64,${Buffer.from(svg, "utf8").toString("base64")}`;
}

function widthOf(svg: string): number {
    return Math.ceil(Number(/viewBox="0 0 ([\d.]+)/.exec(svg)?.[1] ?? 0));
}

function repeat(report: Report): Markup {
    return section("repeat", "How to repeat it", [
        markup`<pre><code>${report.run.command}</code></pre> `,
        renderTable(tables.repeatTable(report), "sentences"),
    ]);
}

function warnings({ warnings: careful }: Report): Markup {
    return section("warnings", "Warnings", [
        careful.length === 0
            ? paragraph("None: nothing happened that should make a reader careful.")
            : markup`<ul>
                  ${careful.map((warning) => markup`<li>${warning}</li>`)}
              </ul> `,
    ]);
}
