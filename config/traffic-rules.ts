import { z } from "zod";
import { under, type Problem } from "../components/shared/problems";
import { regions } from "../components/shared/regions";
import { checkTraffic } from "../components/traffic/rules";
import { at } from "./explain-issue";
import { cellSchema } from "./regions";
import { trafficSchema } from "./traffic";

/** What of traffic only the platform's cells can tell: orders, weights and maps over them, and what moves clients. */
export function checkTrafficConfig(raw: unknown): Problem[] {
    const { data: settings } = trafficSchema.prefault({}).safeParse(at(raw, ["traffic"]));
    const { data: written } = z.record(z.string(), z.unknown()).safeParse(at(raw, ["regions"]));
    if (settings === undefined || written === undefined) {
        return [];
    }
    const cells = regions
        .filter((region) => region in written)
        .map((region) => {
            const { data: role } = cellSchema.shape.role.safeParse(at(raw, ["regions", region, "role"]));
            return { region, active: role === undefined ? undefined : role === "active" };
        });
    return under("platform.traffic", checkTraffic(settings, cells));
}
