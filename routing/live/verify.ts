import { canonicalName } from "../names";
import { standInAddresses } from "../dns/stand-ins";
import type { Zone, ZoneState } from "../zone";
import { judge, type Addresses, type Judgement } from "./judge";
import { LiveZoneError } from "./problem";
import { hasAddress } from "./unknowns";
import type { AskedType, LiveAnswer, LiveQuestion, Witness } from "./witness";

/** Where a client is: a place for the evaluator, an address for the witnesses, or both. */
export interface ClientPlace {
    /** As `placeOf` reads it. */
    readonly from?: string;
    readonly address?: string;
}

/** What one witness said to one question, and what the evaluator says to that. */
export interface Finding extends Judgement {
    readonly name: string;
    readonly type: AskedType;
    /** As asked: `IE`, `203.0.113.7`; absent when the witness took its own view. */
    readonly from?: string;
    readonly witness: string;
    /** Absent when there was no answer. */
    readonly rcode?: string;
    readonly answers?: readonly string[];
}

export interface VerifyInput {
    readonly zone: Zone;
    readonly state: ZoneState;
    readonly names: readonly string[];
    readonly places: readonly ClientPlace[];
    readonly witnesses: readonly Witness[];
    /** Asked for the addresses of what is outside the zone. Empty when it has none or cannot be resolved. */
    readonly resolve: (name: string, type: "A" | "AAAA") => Promise<readonly string[]>;
}

const types: readonly AskedType[] = ["A", "AAAA", "CNAME"];

/** Names of a zone's records of type A, AAAA and CNAME, in the zone's order. */
export function verifiableNames({ ResourceRecordSets }: Zone): string[] {
    const records = ResourceRecordSets.filter(({ Type }) => types.some((type) => type === Type));
    return [...new Set(records.map(({ Name = "" }) => canonicalName(Name)))];
}

/**
 * Asks every witness every question, and compares. Each name is asked for the types that it has; a wildcard through a name
 * that it covers. The checking tool is asked one question after the other, because of its throttle.
 * @throws LiveZoneError 3 when the API cannot be asked, or no witness has answered anything
 */
export async function verify(input: VerifyInput, onFinding: (count: number) => void): Promise<Finding[]> {
    const targets = new Targets(input);
    const findings: Finding[] = [];
    for (const { name, type } of questionsOf(input)) {
        for (const place of input.places) {
            const about = await Promise.all(
                input.witnesses.map(async (witness) => {
                    const question =
                        place.address === undefined ? { name, type } : { name, type, address: place.address };
                    return finding(input, targets, { witness, question, place });
                }),
            );
            findings.push(...about);
            onFinding(findings.length);
        }
    }
    if (findings.length > 0 && findings.every(({ rcode }) => rcode === undefined)) {
        throw new LiveZoneError(3, `nobody answers: ${findings[0]?.reason ?? ""}`);
    }
    return findings;
}

function questionsOf({ zone, names }: VerifyInput): { name: string; type: AskedType }[] {
    const byName = new Map(names.map((name) => [canonicalName(name), new Set<AskedType>()]));
    for (const { Name = "", Type } of zone.ResourceRecordSets) {
        const type = types.find((one) => one === Type);
        if (type !== undefined) {
            byName.get(canonicalName(Name))?.add(type);
        }
    }
    return [...byName].flatMap(([name, own]) => {
        const asked = own.size > 0 ? types.filter((type) => own.has(type)) : (["A"] as const);
        return asked.map((type) => ({ name: name.replace(/^\*(?=\.)/, "any-name"), type }));
    });
}

interface Interview {
    readonly witness: Witness;
    readonly question: LiveQuestion & { readonly type: AskedType };
    readonly place: ClientPlace;
}

async function finding(
    input: VerifyInput,
    targets: Targets,
    { witness, question, place }: Interview,
): Promise<Finding> {
    const { name, type } = question;
    const shown = place.from ?? place.address;
    const about = { name, type, ...(shown === undefined ? {} : { from: shown }), witness: witness.name };
    const live = await answerOf(witness, question);
    if (live instanceof LiveZoneError) {
        return { ...about, verdict: "undecidable", reason: live.message, expected: [] };
    }
    const from = place.from ?? place.address ?? witness.defaultFrom ?? "";
    const addresses = await targets.addresses(type, live);
    return { ...about, ...judge({ ...input, addresses }, { name, type, from }, live), ...live };
}

/** A name server that does not answer is a finding; an API that cannot be asked ends everything. */
async function answerOf(witness: Witness, question: LiveQuestion): Promise<LiveAnswer | LiveZoneError> {
    try {
        return await witness.ask(question);
    } catch (error) {
        if (error instanceof LiveZoneError && witness.defaultFrom === undefined) {
            return error;
        }
        throw error;
    }
}

/** Addresses of what the zone's aliases lead to: our own server's stand-ins, and what is resolved once one is met that is none of them. */
class Targets {
    private readonly resolved = new Map<string, Promise<Addresses>>();
    private readonly standIns: ReadonlyMap<string, readonly string[]>;

    constructor(private readonly input: VerifyInput) {
        this.standIns = new Map(Object.entries(standInAddresses(input.zone, {})));
    }

    async addresses(type: AskedType, { answers }: LiveAnswer): Promise<Addresses> {
        const imitated = new Set([...this.standIns.values()].flat());
        if (!hasAddress(type) || answers.length === 0 || answers.every((value) => imitated.has(value))) {
            return this.standIns;
        }
        const known = this.resolved.get(type) ?? this.resolveAll(type === "AAAA" ? "AAAA" : "A");
        this.resolved.set(type, known);
        return known;
    }

    private async resolveAll(type: "A" | "AAAA"): Promise<Addresses> {
        const names = [...this.standIns.keys()];
        const lists = await Promise.all(names.map(async (name) => this.input.resolve(name, type)));
        return new Map(names.map((name, at) => [name, lists[at] ?? []]));
    }
}
