import { cell, everydayPromises, without, type RawPlatform } from "../components/platforms";

/** What a mode asks of regions and promises. */
export const modeMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a failover mode without a standby",
        (raw) => (cell(raw, "us-east-1").role = "active"),
        [
            "platform.regions: expected one active region and a standby (warm or pilot) in mode active-passive, got 2 active and 0 standby",
        ],
    ],
    [
        "active-active with one active region",
        (raw) => (raw["mode"] = "active-active"),
        ["platform.regions: expected at least two active regions in mode active-active, got 1 active and 1 standby"],
    ],
    [
        "single-region with two",
        (raw) => Object.assign(raw, { mode: "single-region", promises: everydayPromises }),
        ["platform.regions: expected exactly one region, active, in mode single-region, got 1 active and 1 standby"],
    ],
    [
        "one region that promises to survive its loss",
        (raw) =>
            Object.assign(raw, {
                mode: "single-region",
                regions: without(raw.regions, ["us-east-1"]),
                assumptions: {},
                promises: { ...everydayPromises, readRtoSeconds: 3600, rpoSeconds: 300 },
            }),
        [
            "platform.promises.readRtoSeconds: expected nothing in mode single-region, where no region is left to recover in, got 3600",
            "platform.promises.rpoSeconds: expected nothing in mode single-region, where no region is left to recover in, got 300",
        ],
    ],
    [
        "two regions that promise nothing about the loss of one",
        (raw) => (raw["promises"] = everydayPromises),
        ["readRtoSeconds", "writeRtoSeconds", "rpoSeconds"].map(
            (name) => `platform.promises.${name}: expected seconds in mode active-passive, got nothing`,
        ),
    ],
];
