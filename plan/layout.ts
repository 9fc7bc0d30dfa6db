import type { ELK, ElkExtendedEdge, ElkNode } from "elkjs";
import type { Picture, PictureCell } from "./picture";

/** Nodes carry what they are in `labels[0]`, edges theirs in `labels[0]`; ids say the rest. */
const font = 14;
const small = 12;
/** Width of an average character of a system font, as part of its size. */
const characterWidth = 0.56;

export const sizes = { font, small, lineHeight: 18 } as const;

/** Places everything of a picture and routes its arrows. */
export async function layout(picture: Picture, narrow: boolean): Promise<ElkNode> {
    const { default: Elk } = (await import("elkjs")) as unknown as { default: new () => ELK };
    return new Elk().layout(graphOf(picture, narrow));
}

export function graphOf(picture: Picture, narrow: boolean): ElkNode {
    const { cells, writer } = picture;
    return {
        id: "root",
        layoutOptions: {
            ...layered,
            "elk.direction": "DOWN",
            "elk.padding": "[top=8,left=8,bottom=8,right=8]",
            "elk.layered.spacing.nodeNodeBetweenLayers": "44",
            "elk.spacing.nodeNode": narrow ? "14" : "28",
        },
        children: [
            box("clients", ["Clients", "browsers, k6"]),
            box("dns", ["Route 53", `app.${picture.domain}`, picture.policy, picture.check]),
            ...cells.map((cell) => region(cell, picture, narrow)),
            box("database", [`${picture.database.title} global database`, "storage replication", picture.database.lag]),
        ],
        edges: [
            edge("dns-query", "clients", "dns", "DNS 53"),
            ...cells.map((cell) => edge(`route ${cell.region}`, "dns", `${cell.region} in`, `${cell.route} ${cell.listener}`)),
            ...cells.flatMap(({ region: name }) =>
                name === writer
                    ? [edge(`replicate-from ${name}`, `${name} replication`, "database", "WAL out")]
                    : [
                          edge(`replicate-to ${name}`, `${name} replication`, "database", "WAL in"),
                      ],
            ),
        ],
    };
}

const layered = {
    "elk.algorithm": "layered",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
    "elk.edgeLabels.inline": "true",
    "elk.hierarchyHandling": "SEPARATE_CHILDREN",
};

function region(cell: PictureCell, picture: Picture, narrow: boolean): ElkNode {
    const { region: name, zones } = cell;
    return {
        id: name,
        labels: [{ text: name }],
        layoutOptions: {
            ...layered,
            "elk.direction": "DOWN",
            "elk.padding": "[top=46,left=12,bottom=16,right=12]",
            "elk.portConstraints": "FIXED_SIDE",
            "elk.layered.spacing.nodeNodeBetweenLayers": "30",
        },
        ports: [port(`${name} in`, "NORTH"), port(`${name} replication`, "SOUTH")],
        children: [
            box(`${name} balancer`, ["Application Load Balancer", `TLS ends here`]),
            ...zones.map((zone) => zoneNode(cell, zone, { picture, narrow })),
        ],
        edges: [
            edge(`${name} enter`, `${name} in`, `${name} balancer`, ""),
            ...zones.map(({ id }) => edge(`${id} target`, `${name} balancer`, id, cell.target)),
            // Not drawn: it keeps the zones below one another.
            ...zones.slice(1).map(({ id }, index) => edge(`order ${id}`, zones[index]?.id ?? id, id, "")),
        ],
    };
}

function zoneNode(
    cell: PictureCell,
    { id, database }: PictureCell["zones"][number],
    { picture, narrow }: { picture: Picture; narrow: boolean },
): ElkNode {
    const role = cell.region === picture.writer ? "writer" : "standby";
    const isFirst = cell.zones[0]?.id === id;
    return {
        id,
        labels: [{ text: id }],
        layoutOptions: {
            ...layered,
            "elk.direction": narrow ? "DOWN" : "RIGHT",
            "elk.padding": "[top=28,left=10,bottom=10,right=10]",
        },
        children: [
            box(`${id} app`, ["orders", cell.instances]),
            ...(database === undefined ? [] : [box(`${id} database`, [isFirst ? role : "reader", database])]),
        ],
        edges:
            database === undefined
                ? []
                : [edge(`${id} sql`, `${id} app`, `${id} database`, `TLS ${String(picture.database.port)}`)],
    };
}

function box(id: string, lines: readonly string[]): ElkNode {
    const shown = lines.filter((line) => line !== "");
    const width = Math.max(...shown.map((line, index) => textWidth(line, index === 0 ? font : small)));
    return {
        id,
        labels: shown.map((line) => ({ text: line, layoutOptions: { "elk.nodeLabels.placement": "INSIDE" } })),
        width: Math.max(84, Math.ceil(width) + 24),
        height: shown.length * sizes.lineHeight + 14,
    };
}

function port(id: string, side: "NORTH" | "SOUTH"): { id: string; width: number; height: number; layoutOptions: Record<string, string> } {
    return { id, width: 1, height: 1, layoutOptions: { "elk.port.side": side } };
}

function edge(id: string, source: string, target: string, label: string): ElkExtendedEdge {
    const labels = label === "" ? [] : [{ text: label, width: textWidth(label, small) + 8, height: 16 }];
    return { id, sources: [source], targets: [target], labels };
}

export function textWidth(text: string, size: number): number {
    return text.length * size * characterWidth;
}
