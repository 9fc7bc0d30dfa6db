import { join } from "node:path";
import { projectRoot } from "../root";
import { ratioAtMost, takeTurns, type Bench } from "./bench";
import { processTime } from "./child";

const command = [process.execPath, join(projectRoot(), "bin/antipode"), "--help"];
const runs = 15;

async function measure(signal: AbortSignal) {
    const help = { name: "antipode --help", run: () => processTime(command, signal) };
    const bare = { name: "node -e 0", run: () => processTime([process.execPath, "-e", "0"], signal) };
    const [values = [], floor = []] = await takeTurns([help, bare], { runs }, signal);
    return [{ name: help.name, unit: "ms", values, floor: { name: bare.name, values: floor }, bar: ratioAtMost(2) }];
}

export const benches: readonly Bench[] = [{ name: "start-up", measure }];
