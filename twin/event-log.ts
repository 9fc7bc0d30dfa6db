import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { TwinEvent } from "./api";

type Unstamped<E> = E extends unknown ? Omit<E, "at"> : never;
export type NewEvent = Unstamped<TwinEvent>;

/** Writes what happens into `events.ndjson` of the twin's folder, one line an event. */
export class EventLog {
    private readonly file: string;

    constructor(directory: string) {
        this.file = join(directory, "events.ndjson");
    }

    readonly emit = (event: TwinEvent): void => {
        // Synchronous, so that the file is whole whenever the twin is killed.
        appendFileSync(this.file, `${JSON.stringify(event)}\n`);
    };

    /** {@link emit} with the present instant. */
    readonly note = (event: NewEvent): void => {
        this.emit({ at: Date.now(), ...event });
    };
}
