import type { Band, Prediction } from "../../../routing/prediction";
import type { PromiseRow } from "../../../gameday/report";

function around(p50: number, spread: number): Band {
    return { low: p50 - spread, p50, p95: p50 + spread * 0.6, p99: p50 + spread * 0.8, high: p50 + spread };
}

const readBand = around(66, 26);
const writeBand = around(146, 29);

export const prediction: Prediction = {
    runs: 20000,
    seed: 7,
    phases: { detect: around(39, 8), route: around(70, 28), promote: around(145, 29), recover: around(147, 30) },
    readRto: readBand,
    writeRto: writeBand,
    inputs: [
        { name: "health check interval", value: "10 s", source: "config" },
        { name: "failure threshold", value: "3", source: "config" },
        { name: "TTL of an alias to a balancer", value: "60 s", source: "AWS" },
        { name: "health to DNS", value: "1–5 s", source: "assumed" },
    ],
};

export const promises: PromiseRow[] = [
    {
        name: "readRtoSeconds",
        label: "Reads are back after",
        promised: 120,
        unit: "s",
        predicted: readBand,
        measured: [71.2, 71.6],
        verdict: "kept",
        note: "",
    },
    {
        name: "writeRtoSeconds",
        label: "Writes are back after",
        promised: 300,
        unit: "s",
        predicted: writeBand,
        measured: [148.1, 148.4],
        verdict: "kept",
        note: "",
    },
    {
        name: "rpoSeconds",
        label: "Acknowledged orders lost, at most the last",
        promised: 1,
        unit: "s",
        predicted: around(0.5, 0.1),
        measured: [0.47, 0.49],
        verdict: "kept",
        note: "declared replication lag 0.5 s",
    },
    {
        name: "p99Milliseconds",
        label: "Latency p99 in steady state",
        promised: 250,
        unit: "ms",
        predicted: null,
        measured: [44, 44],
        verdict: "kept",
        note: "",
    },
    {
        name: "availabilityPercent",
        label: "Availability over a month",
        promised: 99.9,
        unit: "%",
        predicted: null,
        measured: null,
        verdict: "not measured",
        note: "a drill of minutes says nothing about a month",
    },
];
