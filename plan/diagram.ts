import type { ElkExtendedEdge, ElkNode, ElkPoint } from "elkjs";
import { regionColour } from "./colours";
import { layout, sizes } from "./layout";
import { pictureOf, type Picture } from "./picture";
import type { Plan } from "./plan";

export interface DiagramOptions {
    /** `narrow` stacks what else stands side by side, for a column of a phone's width. @default "wide" */
    readonly shape?: "wide" | "narrow";
}

/**
 * A platform drawn: regions as columns, zones as rows, traffic from top to bottom. One SVG that fetches nothing and
 * follows the reader's light or dark scheme; it scales to the width that it is given.
 * @throws NothingToDraw when the plan has no platform in it
 */
export async function diagramSvg(plan: Plan, { shape = "wide" }: DiagramOptions = {}): Promise<string> {
    const picture = pictureOf(plan);
    const root = await layout(picture, shape === "narrow");
    const { width = 0, height = 0 } = root;
    const names = picture.cells.map(({ region, role }) => `${region} (${role})`).join(", ");
    const description = `Clients reach ${names} through Route 53; the database's writer is in ${picture.writer}.`;
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" class="antipode-diagram" role="img" viewBox="0 0 ${round(width)} ${round(height)}" ` +
            `width="${round(width)}" height="${round(height)}" style="max-width:100%;height:auto">`,
        `<title>${escape(`${picture.name}: ${description}`)}</title>`,
        `<style>${style}</style>`,
        `<defs><marker id="antipode-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>`,
        `<rect class="paper" width="100%" height="100%"/>`,
        ...drawNodes(root, picture),
        ...drawEdges(root),
        ...regionNames(root, picture),
        "</svg>",
    ].join("\n");
}

type Offset = Required<Pick<ElkPoint, "x" | "y">>;

/** Boxes, the outer before the inner. */
function drawNodes(root: ElkNode, picture: Picture): string[] {
    const regions = picture.cells.map(({ region }) => region);
    const zones = new Map(picture.cells.flatMap(({ region, zones }) => zones.map(({ id }) => [id, region] as const)));
    const draw = (node: ElkNode, at: Offset): string[] => {
        const here = { x: at.x + (node.x ?? 0), y: at.y + (node.y ?? 0) };
        const inner = (node.children ?? []).flatMap((child) => draw(child, here));
        const cell = picture.cells.find(({ region }) => region === node.id);
        if (cell) {
            return [regionFrame(node, here, regionColour(node.id, regions)), ...inner];
        }
        return [zones.has(node.id) ? zoneFrame(node, here) : box(node, here), ...inner];
    };
    return (root.children ?? []).flatMap((node) => draw(node, { x: 0, y: 0 }));
}

function regionFrame(node: ElkNode, { x, y }: Offset, colour: string): string {
    const { width = 0, height = 0 } = node;
    return [
        `<rect class="region" style="stroke:${colour}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8"/>`,
        `<path fill="${colour}" d="M${round(x)} ${round(y + 8)}a8 8 0 0 1 8 -8h${round(width - 16)}a8 8 0 0 1 8 8z"/>`,
    ].join("");
}

/** Names of regions, drawn last: in a narrow picture an arrow passes behind them. */
function regionNames(root: ElkNode, { cells }: Picture): string[] {
    return cells.map(({ region, role, instances }) => {
        const { x = 0, y = 0 } = root.children?.find(({ id }) => id === region) ?? {};
        return (
            text({ x: x + 12, y: y + 28 }, region, "title start") +
            text({ x: x + 12, y: y + 46 }, `${role}, ${instances}`, "small start")
        );
    });
}

function zoneFrame(node: ElkNode, { x, y }: Offset): string {
    const { width = 0, height = 0 } = node;
    return [
        `<rect class="zone" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="5"/>`,
        text({ x: x + 10, y: y + 18 }, `zone ${node.id}`, "small start"),
    ].join("");
}

function box(node: ElkNode, { x, y }: Offset): string {
    const { width = 0, height = 0, labels = [] } = node;
    const kind = labels[0]?.text === "writer" ? "writer" : labels[0]?.text === "standby" ? "standby" : "box";
    const lines = labels.map((label, index) =>
        text(
            { x: x + width / 2, y: y + 7 + (index + 0.72) * sizes.lineHeight },
            label.text ?? "",
            index === 0 ? "name" : "small",
        ),
    );
    return `<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="5"/>${lines.join("")}`;
}

/** Arrows; each container's are relative to its own corner. */
function drawEdges(node: ElkNode, at: Offset = { x: 0, y: 0 }): string[] {
    const here = { x: at.x + (node.x ?? 0), y: at.y + (node.y ?? 0) };
    const own = (node.edges ?? []).filter(({ id }) => !id.startsWith("order ")).map((edge) => arrow(edge, here));
    return [...own, ...(node.children ?? []).flatMap((child) => drawEdges(child, here))];
}

function arrow(edge: ElkExtendedEdge, { x, y }: Offset): string {
    const [section] = edge.sections ?? [];
    if (section === undefined) {
        return "";
    }
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    const line = points
        .map((point, index) => `${index === 0 ? "M" : "L"}${round(x + point.x)} ${round(y + point.y)}`)
        .join("");
    const replication = edge.id.startsWith("replicate");
    const marker = edge.id.startsWith("replicate-to") ? "marker-start" : "marker-end";
    // What enters a region goes on to its balancer: the arrow's head belongs there.
    const head = edge.id.startsWith("route ") ? "" : ` ${marker}="url(#antipode-arrow)"`;
    const labels = (edge.labels ?? []).map((label) => {
        const { x: left = 0, y: top = 0, width = 0, height = 0 } = label;
        const area = `x="${round(x + left)}" y="${round(y + top)}" width="${round(width)}" height="${round(height)}"`;
        return `<rect class="paper" ${area}/>${text({ x: x + left + width / 2, y: y + top + height - 4 }, label.text ?? "", "small")}`;
    });
    return `<path class="arrow${replication ? " replication" : ""}" d="${line}"${head}/>${labels.join("")}`;
}

function text({ x, y }: Offset, content: string, className: string): string {
    return `<text class="${className}" x="${round(x)}" y="${round(y)}">${escape(content)}</text>`;
}

function round(value: number): string {
    return String(Math.round(value * 10) / 10);
}

function escape(content: string): string {
    return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Every rule names the picture, so that it does not leak into a page that holds it. */
const style = [
    "{--ink:#1b1f24;--quiet:#57606a;--line:#8c959f;--paper:#ffffff;--card:#f6f8fa;--flow:#424a53;--mark:#fff3c4;font-family:system-ui,sans-serif;font-size:14px}",
    " text{fill:var(--ink);text-anchor:middle}",
    " .start{text-anchor:start;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}",
    " .title{font-size:16px;font-weight:600}",
    " .name{font-weight:600}",
    " .small{font-size:12px;fill:var(--quiet)}",
    " .paper{fill:var(--paper)}",
    " .region{fill:none;stroke-width:2}",
    " .zone{fill:none;stroke:var(--line);stroke-dasharray:4 3}",
    " .box,.antipode-diagram .standby{fill:var(--card);stroke:var(--line)}",
    " .standby{stroke-dasharray:5 3;stroke-width:1.5}",
    " .writer{fill:var(--mark);stroke:var(--ink);stroke-width:2}",
    " .arrow{fill:none;stroke:var(--flow);stroke-width:1.5}",
    " .replication{stroke-dasharray:6 4}",
    " .head{fill:var(--flow)}",
]
    .map((rule) => `.antipode-diagram${rule}`)
    .concat(
        "@media (prefers-color-scheme:dark){.antipode-diagram{--ink:#e8ebef;--quiet:#a3adb8;--line:#6e7681;--paper:#14171b;--card:#1c2026;--flow:#b1bac4;--mark:#4d3800}}",
    )
    .join("");
