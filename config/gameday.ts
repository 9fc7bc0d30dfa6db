import { z } from "zod";
import { checkGameDay } from "../components/game-day-runner/rules";
import { under, type Problem } from "../components/shared/problems";
import { regions } from "../components/shared/regions";
import type { CellDraft } from "./draft";
import { at } from "./explain-issue";

const schedule = z.strictObject({
    drill: z.string().min(1).describe("A drill by name: antipode gameday list shows them."),
    cron: z.string().describe('Six fields, such as "0 10 ? * TUE *": minute, hour, day, month, day of week, year.'),
    timeZone: z.string().describe("An IANA time zone such as Europe/Dublin; its summer time is heeded."),
    state: z.enum(["enabled", "disabled"]).default("disabled").describe("disabled starts nothing."),
});

const blackout = z.strictObject({
    from: z.string("expected a day in quotes").describe("First day without drills, in UTC, such as 2026-12-20."),
    to: z.string("expected a day in quotes").describe("Last day without drills."),
});

/** Drills on AWS, by schedule: `gameday` of a stack's file. */
export const gamedaySchema = z.union([
    z.literal("none"),
    z.strictObject({
        region: z.enum(regions).describe("Where the runner stands: without a cell, and not us-east-1."),
        cidr: z.string().describe("Block of the runner's own network, /16 to /26. Never changes after birth."),
        schedules: z.record(z.string(), schedule).default({}).describe("Which drill starts when, by name."),
        blackouts: z
            .record(z.string(), blackout)
            .default({})
            .describe("Days on which no drill starts, by name. Take those out that are over."),
    }),
]);

/** The rules of the runner, between it and the cells that it tests. */
export function checkGameDays(raw: unknown, cells: readonly CellDraft[]): Problem[] {
    const { data = "none" } = gamedaySchema.safeParse(at(raw, ["gameday"]));
    return data === "none" ? [] : under("platform.gameday", checkGameDay(data, cells));
}
