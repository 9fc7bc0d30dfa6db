import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { diagramSvg } from "../../plan/diagram";
import { platformRegions } from "../../plan/picture";
import type { Plan } from "../../plan/plan";
import { planOf } from "./platform-plan";

interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
}

function parse(svg: string): Document {
    return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document;
}

function boxes(drawing: Document, className: string): Box[] {
    return [...drawing.querySelectorAll(`rect.${className}`)].map((rect) => {
        const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
        return {
            left: x ?? NaN,
            right: (x ?? NaN) + (width ?? NaN),
            top: y ?? NaN,
            bottom: (y ?? NaN) + (height ?? NaN),
        };
    });
}

function texts(drawing: Document): string[] {
    return [...drawing.querySelectorAll("text")].map(({ textContent }) => textContent);
}

describe("the diagram", () => {
    let staging: Plan;
    let prod: Plan;

    before(async () => {
        staging = await planOf("staging");
        prod = await planOf("prod");
    });

    for (const shape of ["wide", "narrow"] as const) {
        it(`has regions as columns and zones as rows (${shape})`, async () => {
            const drawing = parse(await diagramSvg(prod, { shape }));
            const regions = boxes(drawing, "region");
            assert.equal(regions.length, 3);
            regions.slice(1).forEach((region, index) => assert.ok(region.left > (regions[index]?.right ?? Infinity)));
            const zones = boxes(drawing, "zone");
            assert.equal(zones.length, 9);
            const inFirst = zones.slice(0, 3);
            inFirst.slice(1).forEach((zone, index) => {
                assert.equal(zone.left, inFirst[index]?.left);
                assert.ok(zone.top > (inFirst[index]?.bottom ?? Infinity));
            });
        });
    }

    it("marks one writer, and a standby in every other region", async () => {
        const drawing = parse(await diagramSvg(prod));
        assert.equal(boxes(drawing, "writer").length, 1);
        assert.equal(boxes(drawing, "standby").length, 2);
    });

    it("says protocol and port beside arrows", async () => {
        const shown = texts(parse(await diagramSvg(staging)));
        for (const label of ["DNS 53", "PRIMARY, HTTPS 443", "SECONDARY, HTTPS 443", "HTTP 8080", "TLS 5432"]) {
            assert.ok(shown.includes(label), `no ${label} in ${shown.join("; ")}`);
        }
    });

    it("has nothing that passes over a box it does not belong to", async () => {
        const drawing = parse(await diagramSvg(prod));
        const cards = ["box", "writer", "standby"].flatMap((name) => boxes(drawing, name));
        const lines = [...drawing.querySelectorAll("path.arrow")].map((path) => path.getAttribute("d") ?? "");
        for (const line of lines) {
            const points = [...line.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
                ([, x, y]) => [Number(x), Number(y)] as const,
            );
            points.slice(1).forEach(([x, y], index) => {
                const [fromX, fromY] = points[index] ?? [x, y];
                const middle = [(x + fromX) / 2, (y + fromY) / 2] as const;
                const hit = cards.find((card) => inside(card, middle));
                assert.equal(hit, undefined, `${line} crosses a box`);
            });
        }
    });

    it("puts the writer's region first, so that colours stay", () => {
        assert.deepEqual(platformRegions(staging), ["eu-west-1", "eu-central-1"]);
    });

    it("fetches nothing and is well-formed", async () => {
        const svg = await diagramSvg(staging);
        assert.equal(parse(svg).documentElement.tagName, "svg");
        assert.ok(!/href=|url\((?!#)|<script|@import/.test(svg));
        assert.match(svg, /prefers-color-scheme:dark/);
    });

    it("fails on a plan without a platform", async () => {
        const plan: Plan = { version: 1, project: "p", stack: "s", resources: [] };
        await assert.rejects(diagramSvg(plan), /nothing to draw/);
    });
});

function inside({ left, right, top, bottom }: Box, [x, y]: readonly [number, number]): boolean {
    return x > left + 1 && x < right - 1 && y > top + 1 && y < bottom - 1;
}
