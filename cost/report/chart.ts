import type * as PlotModule from "@observablehq/plot" with { "resolution-mode": "import" };
import { regionColour } from "../../plan/colours";
import { groupBy } from "../../plan/group";
import { Markup, markup } from "../../plan/markup";
import type { Plan } from "../../plan/plan";
import { groupItems, type Item } from "../group";
import { dollars } from "../money";

/** A part of a bar: what a service takes in a region. */
interface Part {
    readonly region: string;
    readonly service: string;
    readonly amount: number;
}

/** Services that have a colour of their own; smaller ones share the last. */
const mostServices = 6;
const rest = "all others";

/** CSS pixels; the page's style shows the drawing that fits, so that letters keep their size. */
const sizes = [
    { name: "narrow", width: 350, left: 104 },
    { name: "wide", width: 1060, left: 130 },
] as const;

/** A bar for each region, in parts by service, and beside it what each colour is with its sum. */
export async function costChart(items: readonly Item[], plan: Plan): Promise<Markup> {
    const services = groupItems(items, { kind: "service" }, plan).filter(({ monthly }) => monthly.typical.gt(0));
    if (services.length === 0) {
        return markup`<p>Nothing in this stack has an amount yet, so there is nothing to draw.</p>`;
    }
    const own = services.slice(0, services.length > mostServices ? mostServices - 1 : mostServices);
    const others = services.slice(own.length);
    const names = [...own.map(({ name }) => name), ...(others.length > 0 ? [rest] : [])];
    const parts = partsOf(items, plan, names);
    const drawings = await draw(parts, names);
    const key = own.map(({ name, monthly }) => ({ name, words: dollars(monthly.typical) }));
    const shared = {
        name: rest,
        words: others.map(({ name, monthly }) => `${name} ${dollars(monthly.typical)}`).join(", "),
    };
    return markup`<figure id="chart">
        <figcaption>Typical dollars a month, by region and service.</figcaption>
        ${drawings}
        <ul class="key" aria-label="Services by colour">
            ${[...key, ...(others.length > 0 ? [shared] : [])].map(
                ({ name, words }) =>
                    markup`<li><span class="swatch" style="background:${regionColour(name, names)}"></span><b>${name}</b> ${words}</li> `,
            )}
        </ul>
    </figure> `;
}

function partsOf(items: readonly Item[], plan: Plan, names: readonly string[]): readonly Part[] {
    return groupItems(items, { kind: "region" }, plan).flatMap((region) => {
        const services = groupItems(region.items, { kind: "service" }, plan);
        const parts = groupBy(services, ({ name }) => (names.includes(name) ? name : rest));
        return [...parts].map(([service, some]) => ({
            region: region.name,
            service,
            amount: some.reduce((sum, { monthly }) => sum + monthly.typical.toNumber(), 0),
        }));
    });
}

/** The library takes about a second to load, so only a page loads it. */
async function draw(parts: readonly Part[], names: readonly string[]): Promise<readonly Markup[]> {
    const [plot, { JSDOM }] = await Promise.all([import("@observablehq/plot"), import("jsdom")]);
    const { document } = new JSDOM("").window;
    return sizes.map((size) => drawing(plot, { parts, names, size, document }));
}

interface Canvas {
    readonly parts: readonly Part[];
    readonly names: readonly string[];
    readonly size: (typeof sizes)[number];
    readonly document: Document;
}

function drawing(plot: typeof PlotModule, { parts, names, size, document }: Canvas): Markup {
    const totals = [...new Set(parts.map(({ region }) => region))].map((region) => ({
        region,
        amount: parts.filter((one) => one.region === region).reduce((sum, { amount }) => sum + amount, 0),
    }));
    const chart = plot.plot({
        document,
        width: size.width,
        height: 62 + totals.length * 34,
        marginBottom: 46,
        marginLeft: size.left,
        marginRight: 74,
        style: { fontSize: "13px", background: "none" },
        x: {
            label: "USD a month",
            labelAnchor: "center",
            labelArrow: "none",
            labelOffset: 40,
            ticks: size.name === "wide" ? 8 : 3,
            grid: true,
        },
        y: { label: null, domain: totals.map(({ region }) => region), tickSize: 0 },
        color: { domain: [...names], range: names.map((name) => regionColour(name, names)) },
        marks: [
            plot.barX(parts, { x: "amount", y: "region", fill: "service", order: [...names], inset: 1 }),
            plot.text(totals, {
                x: "amount",
                y: "region",
                text: ({ amount }: { amount: number }) => Math.round(amount).toLocaleString("en-US"),
                textAnchor: "start",
                dx: 6,
                fill: "var(--ink)",
            }),
        ],
    });
    // The picture is one image with one name: names of its parts would only be noise to a screen reader.
    for (const part of chart.querySelectorAll("[aria-label], [aria-description], [aria-hidden]")) {
        ["aria-label", "aria-description", "aria-hidden"].forEach((name) => part.removeAttribute(name));
    }
    chart.querySelector("style")?.remove();
    chart.setAttribute("role", "img");
    chart.setAttribute(
        "aria-label",
        `Bars of the regions: ${totals.map(({ region, amount }) => `${region} ${Math.round(amount)}`).join(", ")} dollars a month.`,
    );
    chart.setAttribute("class", `chart ${size.name}`);
    return new Markup(chart.outerHTML);
}
