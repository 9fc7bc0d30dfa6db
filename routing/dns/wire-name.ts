import { RoutingError } from "../errors";

/** RFC 1035, section 2.3.4. */
const maximumLabelBytes = 63;
/** With the length of each label and the root's. */
export const maximumNameBytes = 255;

/**
 * A name as it goes over the wire, one character an octet: each label after its length, then the root. Escapes are those
 * of Route 53, three octal digits (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html),
 * and `\.` of zone files.
 * @throws RoutingError for an empty label, one over 63 octets, or a name over 255
 */
export function wireName(text: string): string {
    let wire = "";
    let label = "";
    const end = (): void => {
        if (label === "" || label.length > maximumLabelBytes) {
            throw invalid(text, `labels of 1 to ${maximumLabelBytes} octets`);
        }
        wire += String.fromCharCode(label.length) + label;
        label = "";
    };
    const bare = text === "." ? "" : text;
    for (let at = 0; at < bare.length; at += 1) {
        if (bare[at] === ".") {
            end();
            continue;
        }
        const { octet, length } = octetAt(bare, at);
        label += octet;
        at += length - 1;
    }
    if (label !== "") {
        end();
    }
    if (wire.length + 1 > maximumNameBytes) {
        throw invalid(text, `a name of at most ${maximumNameBytes} octets`);
    }
    return `${wire}\0`;
}

/** One octet of a text of a zone file: itself, `\ooo` (octal, as Route 53 writes it), or `\c`. */
export function octetAt(text: string, at: number): { readonly octet: string; readonly length: number } {
    const character = text.charAt(at);
    if (character !== "\\") {
        return { octet: character, length: 1 };
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0];
    return octal === undefined
        ? { octet: text.charAt(at + 1), length: 2 }
        : { octet: String.fromCharCode(parseInt(octal, 8)), length: 4 };
}

/** The text of a name on the wire, without the final dot (`.` for the root); what is no letter, digit, hyphen, underscore or asterisk is escaped in octal. */
export function nameText(wire: string): string {
    const labels: string[] = [];
    for (let at = 0; at < wire.length;) {
        const length = wire.charCodeAt(at);
        if (length === 0) {
            break;
        }
        labels.push(wire.slice(at + 1, at + 1 + length).replace(/[^A-Za-z0-9_*-]/g, escapeOctet));
        at += 1 + length;
    }
    return labels.length === 0 ? "." : labels.join(".");
}

function escapeOctet(octet: string): string {
    return `\\${octet.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

/** ASCII letters only: other octets are not letters to DNS (RFC 4343, section 3). */
export function lowerCase(wire: string): string {
    return wire.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function invalid(text: string, expected: string): RoutingError {
    return new RoutingError("invalid-zone", `"${text}": expected ${expected}`);
}
