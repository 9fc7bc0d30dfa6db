import { connect } from "../../../routing/live/client";
import { bareId } from "../../../routing/evaluate/keys";
import { visibilityOf } from "../../../routing/live/hosted-zone";
import { importZone, type Progress } from "../../../routing/live/import-zone";
import type { Zone } from "../../../routing/zone";
import { refuseUnwritable, writeText } from "../../text-file";
import { counted } from "./counted";

/** What the command line gives. */
export interface ImportOptions {
    /** Id or name. */
    readonly zone: string;
    readonly output?: string;
    readonly endpoint?: string;
}

/** `antipode routing import`: writes a zone file. */
export async function importLiveZone({ zone: wanted, output, ...address }: ImportOptions): Promise<void> {
    if (output !== undefined) {
        // Before a minute of reading, and before credentials are asked for.
        refuseUnwritable(output, "--output");
    }
    const zone = await liveZone(wanted, address);
    const text = `${JSON.stringify(zone, null, 2)}\n`;
    if (output === undefined) {
        process.stdout.write(text);
    } else {
        writeText(output, text, "--output");
    }
    process.stderr.write(`antipode: ${describe(zone)}${output === undefined ? "" : ` in ${output}`}\n`);
}

/** A live zone, said to be coming on standard error. */
export async function liveZone(zone: string, address: { readonly endpoint?: string }): Promise<Zone> {
    const client = connect(address);
    const lines = progressLines();
    try {
        return await importZone(client, zone, lines.progress);
    } finally {
        lines.end();
        client.destroy();
    }
}

/** Back to the first column, and the line emptied. */
const startOfLine = "\r\u001b[K";

/** One line that changes on a terminal, a line for each page in a pipe. */
function progressLines(): { readonly progress: Progress; readonly end: () => void } {
    const { stderr } = process;
    let open = false;
    const progress: Progress = {
        reading: (what, count) => {
            const text = `antipode: reading ${what}${count === undefined ? "" : `: ${count}`}`;
            stderr.write(stderr.isTTY ? `${startOfLine}${text}` : `${text}\n`);
            open = stderr.isTTY;
        },
        note: (text) => {
            stderr.write(`${open ? startOfLine : ""}antipode: ${text}\n`);
            open = false;
        },
    };
    return { progress, end: () => stderr.write(open ? startOfLine : "") };
}

function describe(zone: Zone): string {
    const { HostedZone, ResourceRecordSets, HealthChecks, ResourceRecordSetProtections = [] } = zone;
    const parts = [
        `${HostedZone.Name ?? ""} (${bareId(HostedZone.Id)}, ${visibilityOf(zone)})`,
        counted(ResourceRecordSets.length, "record"),
        counted(HealthChecks.length, "health check"),
        ...(ResourceRecordSetProtections.length > 0
            ? [`${counted(ResourceRecordSetProtections.length, "protected name")}: Route 53 refuses changes of them`]
            : []),
    ];
    return parts.join(", ");
}
