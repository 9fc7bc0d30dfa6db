import { leftRegion, mark, pollMilliseconds, type Drive } from "./drive";
import { pause, unlessInterrupted } from "./waiting";

/**
 * The operator of a managed failover: sees Route 53 send clients to a survivor, takes the time that the platform assumes
 * for a decision, looks again, and only then fails the database over. A short flip of the checks promotes nothing.
 * Ends when the new writer is there.
 */
export async function operate(drive: Drive, signal: AbortSignal): Promise<void> {
    const decide = (drive.facts.assumptions.decideSeconds * 1000) / drive.factor;
    for (;;) {
        const first = await survivorNamed(drive, signal);
        if (first === undefined) {
            await pause(pollMilliseconds, signal);
            continue;
        }
        drive.progress.note(`Route 53 answers with ${first}; the operator decides`);
        await pause(decide, signal);
        const still = await survivorNamed(drive, signal);
        if (still === undefined) {
            drive.findings.warnings.push(
                `Route 53 answered with ${first} and within the time of the decision no longer: nothing was promoted for it`,
            );
            continue;
        }
        mark(drive, `failover to ${still} ordered`);
        const { epoch } = await unlessInterrupted(drive.twin.failover(still), signal);
        mark(drive, `${still} writes, epoch ${epoch}`);
        return;
    }
}

async function survivorNamed(drive: Drive, signal: AbortSignal): Promise<string | undefined> {
    const lost = leftRegion(drive);
    const { region } = await unlessInterrupted(drive.twin.answer(`app.${drive.facts.domain}`, lost), signal);
    return region === lost ? undefined : region;
}
