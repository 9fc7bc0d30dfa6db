import type { ELK, ElkExtendedEdge, ElkNode, ElkPort } from "elkjs";
import type { Picture, PictureCell } from "./picture";

const font = 14;
const small = 12;
/** Width of an average character of a system font, as part of its size. */
const characterWidth = 0.58;

export const sizes = { font, small, lineHeight: 18 } as const;

/** Places everything of a picture and routes its arrows. */
export async function layout(picture: Picture, narrow: boolean): Promise<ElkNode> {
    const { default: Elk } = (await import("elkjs")) as unknown as { default: new () => ELK };
    const elk = new Elk();
    // Twice: zones of one picture are equally wide, and how wide the widest is only a layout can tell.
    const draft = await elk.layout(graphOf(picture, { narrow, zoneWidth: 0 }));
    const root = await elk.layout(graphOf(picture, { narrow, zoneWidth: widestZone(draft, picture) }));
    alignZones(root, picture);
    return root;
}

interface Shape {
    readonly narrow: boolean;
    readonly zoneWidth: number;
}

function widestZone(root: ElkNode, picture: Picture): number {
    return Math.max(
        0,
        ...zoneFrames(root, picture)
            .flat()
            .map(({ width = 0 }) => width),
    );
}

/** Zones stand a little apart where arrows pass them; as rows of one column they begin at one line. */
function alignZones(root: ElkNode, picture: Picture): void {
    for (const frames of zoneFrames(root, picture)) {
        const left = Math.min(...frames.map(({ x = 0 }) => x));
        frames.forEach((frame) => {
            frame.x = left;
        });
    }
}

/** The frames of all zones, by region. */
function zoneFrames(root: ElkNode, { cells }: Picture): ElkNode[][] {
    return cells.map(({ region: name, zones }) => {
        const inside = root.children?.find(({ id }) => id === name)?.children ?? [];
        return inside.filter(({ id }) => zones.some((zone) => zone.id === id));
    });
}

function graphOf(picture: Picture, shape: Shape): ElkNode {
    const { cells, writer } = picture;
    return {
        id: "root",
        layoutOptions: {
            ...layered,
            "elk.direction": "DOWN",
            "elk.padding": "[top=8,left=8,bottom=8,right=8]",
            "elk.layered.spacing.nodeNodeBetweenLayers": "44",
            "elk.spacing.nodeNode": shape.narrow ? "14" : "28",
        },
        children: [
            box("clients", ["Clients", "browsers, k6"]),
            box("dns", ["Route 53", `app.${picture.domain}`, picture.policy, picture.check]),
            ...cells.map((cell) => region(cell, picture, shape)),
            box("database", [
                `${picture.database.title} global database`,
                `writes of every cell go to ${writer}, TLS ${String(picture.database.port)}`,
                picture.database.lag,
            ]),
        ],
        edges: [
            edge("dns-query", ["clients", "dns"], "DNS 53"),
            ...cells.map((cell) =>
                edge(
                    `route ${cell.region}`,
                    ["dns", `${cell.region} in`],
                    shape.narrow ? cell.route : `${cell.route}, ${cell.listener}`,
                ),
            ),
            ...cells.flatMap(({ region: name }) =>
                name === writer
                    ? [edge(`replicate-from ${name}`, [`${name} out`, "database"], "replication")]
                    : [edge(`replicate-to ${name}`, [`${name} out`, "database"], "replication")],
            ),
        ],
    };
}

const layered = {
    "elk.algorithm": "layered",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
    "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
    "elk.portAlignment.default": "CENTER",
    "elk.edgeLabels.inline": "true",
    "elk.hierarchyHandling": "SEPARATE_CHILDREN",
};

function region(cell: PictureCell, picture: Picture, shape: Shape): ElkNode {
    const { region: name, zones } = cell;
    return {
        id: name,
        labels: [{ text: name }],
        layoutOptions: {
            ...layered,
            "elk.direction": "DOWN",
            "elk.padding": "[top=62,left=12,bottom=16,right=12]",
            "elk.portConstraints": "FIXED_SIDE",
            "elk.layered.spacing.nodeNodeBetweenLayers": "30",
        },
        ports: [port(`${name} in`, "NORTH"), port(`${name} out`, "SOUTH")],
        children: [
            shape.narrow
                ? box(`${name} balancer`, ["Load balancer", cell.listener])
                : box(`${name} balancer`, ["Application Load Balancer", "TLS ends here"]),
            ...zones.map((zone) => zoneNode(cell, zone, { picture, shape })),
        ],
        edges: [
            edge(`${name} enter`, [`${name} in`, `${name} balancer`]),
            // Where width is short, the first arrow speaks for all.
            ...zones.map(({ id }, index) =>
                edge(`${id} target`, [`${name} balancer`, id], shape.narrow && index > 0 ? "" : cell.target),
            ),
            // Not drawn: they keep the zones below one another, and replication below the last.
            straight(edge(`order ${name}`, [zones.at(-1)?.id ?? name, `${name} out`])),
            ...zones.slice(1).map(({ id }, index) => straight(edge(`order ${id}`, [zones[index]?.id ?? id, id]))),
        ],
    };
}

function zoneNode(
    cell: PictureCell,
    { id, database }: PictureCell["zones"][number],
    { picture, shape }: { picture: Picture; shape: Shape },
): ElkNode {
    const role = cell.region === picture.writer ? "writer" : "standby";
    const isFirst = cell.zones[0]?.id === id;
    return {
        id,
        labels: [{ text: id }],
        layoutOptions: {
            ...layered,
            "elk.direction": shape.narrow ? "DOWN" : "RIGHT",
            "elk.nodeSize.constraints": "MINIMUM_SIZE",
            "elk.nodeSize.minimum": `(${String(shape.zoneWidth)},0)`,
            "elk.padding": "[top=28,left=10,bottom=10,right=10]",
        },
        children: [
            box(`${id} app`, ["orders", cell.instanceType]),
            ...(database === undefined ? [] : [box(`${id} database`, [isFirst ? role : "reader", database])]),
        ],
        edges:
            database === undefined
                ? []
                : [edge(`${id} sql`, [`${id} app`, `${id} database`], `TLS ${String(picture.database.port)}`)],
    };
}

function box(id: string, lines: readonly string[]): ElkNode {
    const shown = lines.filter((line) => line !== "");
    const width = Math.max(...shown.map((line, index) => textWidth(line, index === 0 ? font : small)));
    return {
        id,
        labels: shown.map((line) => ({ text: line, layoutOptions: { "elk.nodeLabels.placement": "INSIDE" } })),
        width: Math.max(84, Math.ceil(width) + 20),
        height: shown.length * sizes.lineHeight + 14,
    };
}

function port(id: string, side: "NORTH" | "SOUTH"): ElkPort {
    return { id, width: 1, height: 1, layoutOptions: { "elk.port.side": side } };
}

function edge(id: string, [source, target]: readonly [string, string], label = ""): ElkExtendedEdge {
    const labels = label === "" ? [] : [{ text: label, width: textWidth(label, small) + 8, height: 16 }];
    return { id, sources: [source], targets: [target], labels };
}

function straight(line: ElkExtendedEdge): ElkExtendedEdge {
    return { ...line, layoutOptions: { "elk.layered.priority.straightness": "100" } };
}

function textWidth(text: string, size: number): number {
    return text.length * size * characterWidth;
}
