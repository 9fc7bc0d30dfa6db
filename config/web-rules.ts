import { problemIf, under, type Problem } from "../components/shared/problems";
import { checkHeadRoom, type CellCapacity } from "../components/shared/head-room";
import { regions, type Region } from "../components/shared/regions";
import { checkBalancer, checkScaling } from "../components/scaling-group/rules";
import { balancerSchema } from "./balancer";
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
    const { data: balancer } = balancerSchema.safeParse(at(raw, ["balancer"]) ?? { kind: "alb" });
    const known = cells.flatMap(({ region, role, size }) =>
        role === undefined || size === undefined || size.max < size.min ? [] : [{ region, role, ...size }],
    );
    return [
        ...(web === undefined ? [] : under("platform.web", checkWeb({ web, balancer: balancer?.kind }, cells))),
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

interface Web {
    readonly web: WebConfig;
    /** Left out when it is not known. */
    readonly balancer: "alb" | "nlb" | undefined;
}

/** Groups differ in their sizes only, so what is wrong with several is told once. */
function checkWeb({ web, balancer }: Web, cells: readonly Cell[]): Problem[] {
    const { image } = web;
    // Every balancer of a platform has alarms.
    const surroundings = { countsRequests: balancer !== "nlb", hasAlarms: true };
    const found = cells.flatMap(({ region, size }) => {
        const missing = problemIf(
            image.kind === "ami" && image.ids[region] === undefined,
            `image.ids.${region}`,
            "expected the image of this region, got nothing",
        );
        if (size === undefined || size.max < size.min) {
            return missing;
        }
        const settings = scalingSettings(web, region, size);
        return [...missing, ...checkScaling(settings), ...checkBalancer(settings, surroundings)];
    });
    return [...new Map(found.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}
