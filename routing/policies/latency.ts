import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Latencies, Policy } from "./policy";

/**
 * The usable region that is nearest to the client. AWS does not publish its measurements: they come with the state.
 * Equal latencies are decided by the region's name, so that an answer never depends on the order of records.
 */
export const latency: Policy = {
    name: "latency",
    label: (record) => `"${record.SetIdentifier ?? ""}" (${record.Region ?? ""})`,
    choose: (usable, latencies) => {
        const [record] = usable.toSorted(
            (a, b) =>
                compare(distance(a, latencies), distance(b, latencies)) ||
                (a.Region ?? "").localeCompare(b.Region ?? ""),
        );
        return record ? [{ record, probability: 1, reason: nearest(record, latencies) }] : [];
    },
    problems: (records) => {
        const regions = records.map(({ Region }) => Region);
        return new Set(regions).size < regions.length ? ["Region: expected each region once"] : [];
    },
};

function distance({ Region = "us-east-1" }: ResourceRecordSet, latencies: Latencies): number {
    return latencies[Region] ?? Infinity;
}

function compare(a: number, b: number): number {
    return a === b ? 0 : a - b;
}

function nearest(record: ResourceRecordSet, latencies: Latencies): string {
    const milliseconds = distance(record, latencies);
    return milliseconds === Infinity ? "no latency known" : `nearest, ${milliseconds} ms`;
}
