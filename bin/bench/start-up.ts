import { join } from "node:path";
import { projectRoot } from "../root";
import type { Bench } from "./bench";
import { processTime } from "./process-time";

export const benches: readonly Bench[] = [
    {
        name: "start-up of antipode --help",
        bar: 2,
        runs: 15,
        subject: {
            name: "antipode --help",
            run: () => processTime(process.execPath, [join(projectRoot(), "bin/antipode"), "--help"]),
        },
        floor: { name: "node -e 0", run: () => processTime(process.execPath, ["-e", "0"]) },
    },
];
