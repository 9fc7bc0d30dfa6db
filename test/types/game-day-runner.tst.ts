import { describe, expect, it } from "tstyche";
import type { Blackout, DrillSchedule, GameDaySettings } from "../../components/game-day-runner/settings";

const schedule = { drill: "region-loss", cron: "0 10 ? * TUE *", timeZone: "Europe/Dublin" } as const;

describe("DrillSchedule", () => {
    it("says whether it is on, in one of two words", () => {
        expect<DrillSchedule>().type.toBeAssignableFrom({ ...schedule, state: "enabled" } as const);
        expect<DrillSchedule>().type.toBeAssignableFrom({ ...schedule, state: "disabled" } as const);
        expect<DrillSchedule>().type.not.toBeAssignableFrom(schedule);
        expect<DrillSchedule>().type.not.toBeAssignableFrom({ ...schedule, state: "paused" } as const);
    });
});

describe("Blackout", () => {
    it("has a first and a last day", () => {
        expect<Blackout>().type.toBeAssignableFrom({ from: "2026-12-20", to: "2027-01-03" });
        expect<Blackout>().type.not.toBeAssignableFrom({ from: "2026-12-20" });
    });
});

describe("GameDaySettings", () => {
    const chosen = { cidr: "10.255.0.0/24", schedules: {}, blackouts: {} };

    it("stand in one region of AWS", () => {
        expect<GameDaySettings>().type.toBeAssignableFrom({ ...chosen, region: "eu-central-1" } as const);
        expect<GameDaySettings>().type.not.toBeAssignableFrom({ ...chosen, region: "eu-west-9" } as const);
        expect<GameDaySettings>().type.not.toBeAssignableFrom(chosen);
    });
});
