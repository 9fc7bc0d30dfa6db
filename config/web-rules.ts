import { problemIf, under, type Problem } from "../components/shared/problems";
import { checkHeadRoom, type CellCapacity } from "../components/shared/head-room";
import { regions, type Region } from "../components/shared/regions";
import { checkScaling } from "../components/scaling-group/rules";
import { at } from "./explain-issue";
import { capacitySchema, cellSchema } from "./regions";
import { scalingSettings, webSchema, type WebConfig } from "./web";

interface Cell {
    readonly region: Region;
    readonly size?: Pick<CellCapacity, "min" | "max"> | undefined;
    readonly role?: CellCapacity["role"] | undefined;
}

/** The rules of the groups, and whether each cell can carry its largest peer's clients too. */
export function checkWebs(raw: unknown): Problem[] {
    const cells = readCells(raw);
    const { data: web } = webSchema.prefault({}).safeParse(at(raw, ["web"]));
    const known = cells.flatMap(({ region, role, size }) =>
        role === undefined || size === undefined || size.max < size.min ? [] : [{ region, role, ...size }],
    );
    return [
        ...(web === undefined ? [] : under("platform.web", checkWeb(web, cells))),
        ...(known.length < cells.length ? [] : under("platform.regions", checkHeadRoom(known))),
    ];
}

function readCells(raw: unknown): Cell[] {
    return regions
        .filter((region) => at(raw, ["regions", region]) !== undefined)
        .map((region) => ({
            region,
            size: capacitySchema.safeParse(at(raw, ["regions", region, "web"])).data,
            role: cellSchema.shape.role.safeParse(at(raw, ["regions", region, "role"])).data,
        }));
}

/** Groups differ in their sizes only, so what is wrong with several is told once. */
function checkWeb(web: WebConfig, cells: readonly Cell[]): Problem[] {
    const { image } = web;
    const found = cells.flatMap(({ region, size }) => [
        ...problemIf(
            image.kind === "ami" && image.ids[region] === undefined,
            `image.ids.${region}`,
            "expected the image of this region, got nothing",
        ),
        ...(size === undefined || size.max < size.min ? [] : checkScaling(scalingSettings(web, region, size))),
    ]);
    return [...new Map(found.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}
