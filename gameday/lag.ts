import { type Drive } from "./drive";

/** A point a second of the real clock: fine enough for a chart, cheap for the writer that is asked. */
const everyMilliseconds = 1000;

/**
 * Notes for the report how far each standby trails, until the returned function is called. While no writer can be
 * asked there is nothing to note: a gap in the chart.
 */
export function watchLag(drive: Drive): () => void {
    let asking = false;
    const ask = () => {
        if (!asking) {
            asking = true;
            void sample(drive).finally(() => (asking = false));
        }
    };
    ask();
    const timer = setInterval(ask, everyMilliseconds);
    return () => clearInterval(timer);
}

async function sample({ twin, findings }: Drive): Promise<void> {
    const { members } = await twin.database().catch(() => ({ members: [] }));
    for (const { region, lagSeconds } of members) {
        if (lagSeconds !== undefined) {
            findings.lag.push({ at: Date.now(), region, seconds: lagSeconds });
        }
    }
}
