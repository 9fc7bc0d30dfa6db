import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { targetName } from "../evaluate/keys";
import { regionIn } from "../loss/region-code";
import { canonicalName } from "../names";
import type { Target, ViewGroup } from "./groups";

/** By answer, what the records on the ways to it say of its region: on each way the one nearest to it. */
type Said = ReadonlyMap<string, ReadonlySet<string | undefined>>;

export interface AnswersOptions {
    readonly groups: readonly ViewGroup[];
    readonly target: (record: ResourceRecordSet) => Target;
    /** Of the zone, canonical. */
    readonly apex: string;
}

/** What a zone's records lead to in the end, and where that lies. Ways that meet again are followed once. */
export class Answers {
    private readonly said = new Map<ViewGroup, Said>();
    private readonly everything: Said;

    constructor(private readonly options: AnswersOptions) {
        this.everything = merged(options.groups.map((group) => this.saidOf(group)));
    }

    /** Canonical, as {@link canonicalAnswers} has them. */
    all(): Iterable<string> {
        return this.everything.keys();
    }

    has(answer: string): boolean {
        return this.everything.has(answer);
    }

    /** What a record may be answered with, whoever asks. */
    of(record: ResourceRecordSet): Iterable<string> {
        return this.saidBy(record).keys();
    }

    /**
     * The AWS Region of an answer: the one in its name, else the one that records leading to it say. Undefined when
     * nothing says any, or when records contradict each other.
     */
    regionOf(answer: string): string | undefined {
        const said = [...(this.everything.get(answer) ?? [])].filter((region) => region !== undefined);
        return regionIn(answer) ?? only(new Set(said));
    }

    private saidOf(group: ViewGroup): Said {
        const known = this.said.get(group);
        if (known) {
            return known;
        }
        // A loop of aliases ends where it began.
        this.said.set(group, new Map());
        const said = merged(group.records.map((record) => this.saidBy(record)));
        this.said.set(group, said);
        return said;
    }

    private saidBy(record: ResourceRecordSet): Said {
        const target = this.options.target(record);
        const own = this.declared(record);
        if (target.kind === "group") {
            const below = [...this.saidOf(target.group)];
            return new Map(below.map(([answer, regions]) => [answer, new Set([...regions].map((one) => one ?? own))]));
        }
        const answers = target.kind === "missing" ? [] : canonicalAnswers(record);
        return new Map(answers.map((answer) => [answer, new Set([own])]));
    }

    /** The region that a record is for. The zone's own name says nothing of one record rather than another. */
    private declared({ Region, GeoProximityLocation, SetIdentifier, Name }: ResourceRecordSet): string | undefined {
        const own = canonicalName(Name ?? "").slice(0, -this.options.apex.length);
        return Region ?? GeoProximityLocation?.AWSRegion ?? regionIn(SetIdentifier) ?? regionIn(own);
    }
}

/** What a record that leaves the zone is answered with: values, or the DNS name of its target. */
export function canonicalAnswers({ AliasTarget, ResourceRecords }: ResourceRecordSet): readonly string[] {
    const names = AliasTarget ? [AliasTarget.DNSName] : (ResourceRecords ?? []).map(({ Value }) => Value);
    return names.map((name) => targetName(name ?? ""));
}

/** The one member of a set; undefined when it has none or several. */
export function only<T>(values: ReadonlySet<T>): T | undefined {
    const [first] = values;
    return values.size === 1 ? first : undefined;
}

function merged(parts: readonly Said[]): Said {
    const all = new Map<string, Set<string | undefined>>();
    for (const [answer, regions] of parts.flatMap((part) => [...part])) {
        const known = all.get(answer) ?? new Set();
        all.set(answer, known);
        regions.forEach((region) => known.add(region));
    }
    return all;
}
