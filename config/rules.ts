import { overlap, parseBlock } from "../components/shared/cidr";
import { didYouMean, problemIf, show, type Problem } from "../components/shared/problems";
import { checkCaches } from "./cache";
import { checkComponents } from "./component-rules";
import { checkDatabaseConfig } from "./database";
import { readDraft, type CellDraft, type PlatformDraft } from "./draft";
import { checkGameDays } from "./gameday";
import { checkNetworks } from "./network-rules";
import { checkPromises } from "./promises";
import { checkTables } from "./tables";

/** Instances of one Aurora cluster. */
const mostInstances = 16;

/** The rules between values. Each looks at what is there, so that all problems of a file are found at once. */
export function findContradictions(raw: unknown): Problem[] {
    const draft = readDraft(raw);
    return [
        ...checkNetworks(draft),
        ...draft.cells.flatMap(checkCapacity),
        ...checkMode(draft),
        ...checkPromises(raw, draft.mode),
        ...checkWriter(draft),
        ...checkBlocks(draft.cells),
        ...checkDatabase(draft),
        ...checkAssumptions(draft),
        ...checkLayer(draft),
        ...checkComponents(raw),
        ...checkGameDays(raw, draft.cells),
        ...checkTables(raw, draft.cells),
        ...checkCaches(raw, draft.initialWriter, draft.cells),
    ];
}

function checkCapacity({ region, role, web }: CellDraft): Problem[] {
    if (web === undefined) {
        return [];
    }
    const path = `platform.regions.${region}.web`;
    return [
        ...problemIf(web.max < web.min, `${path}.max`, `expected at least web.min (${web.min}), got ${web.max}`),
        ...problemIf(
            role === "active" && web.min < 1,
            `${path}.min`,
            `expected 1 or more where role is active, got ${web.min}`,
        ),
    ];
}

function checkMode({ mode, cells }: PlatformDraft): Problem[] {
    if (mode === undefined || cells.some(({ role }) => role === undefined)) {
        return [];
    }
    const active = cells.filter(({ role }) => role === "active").length;
    const standby = cells.length - active;
    const got = `got ${active} active and ${standby} standby`;
    const wanted = {
        "single-region": { kept: active === 1 && standby === 0, rule: "exactly one region, active," },
        "active-passive": {
            kept: active === 1 && standby > 0,
            rule: "one active region and a standby (warm or pilot)",
        },
        "active-active": { kept: active > 1, rule: "at least two active regions" },
    }[mode];
    return [
        ...problemIf(active === 0, "platform.regions", `expected at least one active region, ${got}`),
        ...problemIf(active > 0 && !wanted.kept, "platform.regions", `expected ${wanted.rule} in mode ${mode}, ${got}`),
    ];
}

function checkWriter({ initialWriter, cells }: PlatformDraft): Problem[] {
    if (initialWriter === undefined || cells.length === 0) {
        return [];
    }
    const cell = cells.find(({ region }) => region === initialWriter);
    const known = cells.map(({ region }) => region);
    return [
        ...problemIf(
            cell === undefined,
            "platform.initialWriter",
            `expected one of platform.regions (${known.join(", ")}), got ${show(initialWriter)}${didYouMean(initialWriter, known)}`,
        ),
        ...problemIf(
            cell?.role !== undefined && cell.role !== "active",
            "platform.initialWriter",
            `expected a region whose role is active, got ${show(initialWriter)}, whose role is ${cell?.role ?? ""}`,
        ),
    ];
}

function checkBlocks(cells: readonly CellDraft[]): Problem[] {
    return cells.flatMap(({ region, cidr = "" }, index) => {
        const block = parseBlock(cidr);
        const other = cells.slice(0, index).find((earlier) => overlapping(block, parseBlock(earlier.cidr ?? "")));
        return other === undefined
            ? []
            : problemIf(
                  true,
                  `platform.regions.${region}.cidr`,
                  `expected a block apart from that of ${other.region} (${other.cidr ?? ""}), got ${show(cidr)}`,
              );
    });
}

/**
 * Aurora allows a writer and 15 replicas in the first region, less one replica for each other region. Source:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html.
 */
function checkDatabase({ cells, database, initialWriter }: PlatformDraft): Problem[] {
    if (database === undefined) {
        return [];
    }
    const most = mostInstances - Math.max(0, cells.length - 1);
    return [
        ...problemIf(
            database.instances > most,
            "platform.database.instances",
            `expected at most ${most} with ${cells.length} regions (the writer's loses one to each other), got ${database.instances}`,
        ),
        ...checkDatabaseConfig(database, { regions: cells.map(({ region }) => region), initialWriter }),
    ];
}

/** A split stack builds, or joins, cells that the platform has. */
function checkLayer({ cells, layer }: PlatformDraft): Problem[] {
    const known = cells.map(({ region }) => region);
    switch (layer?.kind) {
        case "cell":
            return problemIf(
                !known.includes(layer.region),
                "platform.layer.region",
                `expected one of platform.regions (${known.join(", ")}), got ${show(layer.region)}`,
            );
        case "traffic":
            return [
                ...known.flatMap((region) =>
                    problemIf(
                        layer.cells[region] === undefined,
                        `platform.layer.cells.${region}`,
                        "expected the stack of this cell, got nothing",
                    ),
                ),
                ...Object.keys(layer.cells).flatMap((region) =>
                    problemIf(
                        !known.some((cell) => cell === region),
                        `platform.layer.cells.${region}`,
                        `expected one of platform.regions (${known.join(", ")}), got ${show(region)}`,
                    ),
                ),
            ];
        default:
            return [];
    }
}

function overlapping(one: ReturnType<typeof parseBlock>, other: ReturnType<typeof parseBlock>): boolean {
    return one !== undefined && other !== undefined && overlap(one, other);
}

function checkAssumptions({ cells, healthToDnsSeconds, regionRttMilliseconds = {} }: PlatformDraft): Problem[] {
    const path = "platform.assumptions";
    const present = new Set<string>(cells.map(({ region }) => region));
    const named = Object.entries(regionRttMilliseconds).flatMap(([from, row]) =>
        Object.keys(row).map((to) => ({ from, to })),
    );
    const rtt = `${path}.regionRttMilliseconds`;
    const pairs = cells.flatMap(({ region: one }, index) =>
        cells.slice(index + 1).map(({ region: other }) => ({ one, other })),
    );
    return [
        ...(healthToDnsSeconds === undefined
            ? []
            : problemIf(
                  healthToDnsSeconds.max < healthToDnsSeconds.min,
                  `${path}.healthToDnsSeconds.max`,
                  `expected at least min (${healthToDnsSeconds.min}), got ${healthToDnsSeconds.max}`,
              )),
        ...named.flatMap(({ from, to }) =>
            problemIf(
                from === to || !present.has(from) || !present.has(to),
                `${rtt}.${from}.${to}`,
                "expected two different regions of platform.regions",
            ),
        ),
        ...pairs.flatMap(({ one, other }) => {
            const times =
                Number(regionRttMilliseconds[one]?.[other] !== undefined) +
                Number(regionRttMilliseconds[other]?.[one] !== undefined);
            return problemIf(
                times !== 1,
                `${rtt}.${one}.${other}`,
                `expected the round trip of this pair once, got it ${times === 0 ? "nowhere" : "twice"}`,
            );
        }),
    ];
}
