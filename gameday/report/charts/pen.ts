import type * as PlotModule from "@observablehq/plot" with { "resolution-mode": "import" };
import type { JSDOM } from "jsdom";
import { Markup, markup } from "../../../plan/markup";
import { unbroken } from "../parts";

export type Plot = typeof PlotModule;
export type PlotOptions = PlotModule.PlotOptions;
export type Markish = PlotModule.Markish;

/** A chart, drawn once for each width that a page shows it at. */
export interface Figure {
    readonly id: string;
    readonly title: string;
    /** What a reader who sees no picture needs to know. */
    readonly summary: string;
    /** Options for one width; null when there is nothing to draw. */
    draw(plot: Plot, size: Size): PlotOptions | null;
}

export interface Size {
    readonly name: "narrow" | "medium" | "wide";
    /** CSS pixels. The page's style shows the drawing that its own width is nearest to, so letters keep their size. */
    readonly width: number;
}

const sizes: readonly Size[] = [
    { name: "narrow", width: 358 },
    { name: "medium", width: 720 },
    { name: "wide", width: 1120 },
];

/** Draws with Observable Plot in a document of its own. */
export interface Pen {
    readonly plot: Plot;
    readonly document: Document;
}

/** Loads the chart library: about a second, so only when a page is made. */
export async function openPen(): Promise<Pen> {
    const [plot, { JSDOM: Dom }] = await Promise.all([import("@observablehq/plot"), import("jsdom")]);
    const dom: JSDOM = new Dom("");
    return { plot, document: dom.window.document };
}

export function renderFigure(pen: Pen, figure: Figure): Markup {
    const drawings = sizes.flatMap((size) => {
        const options = figure.draw(pen.plot, size);
        return options === null ? [] : [drawing(pen, { figure, size, options })];
    });
    return markup`<figure id="${figure.id}">
        <figcaption>
            <h3>${figure.title}</h3>
            <p>${unbroken(figure.summary)}</p>
        </figcaption>
        ${drawings}
    </figure> `;
}

interface Drawing {
    readonly figure: Figure;
    readonly size: Size;
    readonly options: PlotOptions;
}

function drawing(pen: Pen, { figure, size, options }: Drawing): Markup {
    const chart = pen.plot.plot({
        ...options,
        document: pen.document,
        width: size.width,
        style: { fontSize: "12px", background: "none" },
    });
    // The picture is one image with one name: names of its parts would only be noise to a screen reader.
    for (const part of chart.querySelectorAll("[aria-label], [aria-description], [aria-hidden]")) {
        part.removeAttribute("aria-label");
        part.removeAttribute("aria-description");
        part.removeAttribute("aria-hidden");
    }
    // The page carries this rule once.
    chart.querySelector("style")?.remove();
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", `${figure.title}. ${figure.summary}`);
    chart.setAttribute("class", `chart ${size.name}`);
    return new Markup(shortenNumbers(chart.outerHTML) + "\n");
}

/** A hundredth of a pixel cannot be seen, and makes up a third of the file. */
function shortenNumbers(svg: string): string {
    return svg.replaceAll(
        / (d|transform|x|y|x1|x2|y1|y2|width|height)="([^"]*)"/g,
        (_, name: string, value: string) => {
            const shorter = value.replaceAll(/(\.\d)\d+/g, "$1");
            return ` ${name}="${shorter}"`;
        },
    );
}
