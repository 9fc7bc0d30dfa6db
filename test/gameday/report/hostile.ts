import { cost, passed } from "./sample";
import type { Report } from "../../../gameday/report";

/** Text that wants to be HTML, an attribute's end, a Markdown table and a terminal's command at once. */
export const poison = `"><script>window.poisoned=1</script><img src=x onerror="window.poisoned=1">' | & \`a\` [x](javascript:1)`;

/** A report in which every text that may be any text is poison. */
export const hostile: Report = {
    ...passed,
    run: { ...passed.run, id: poison, command: poison },
    drill: { ...passed.drill, name: poison, question: poison },
    platform: {
        ...passed.platform,
        name: poison,
        stack: poison,
        mode: poison,
        regions: [
            { region: poison, role: poison },
            { region: "eu-central-1", role: "warm" },
        ],
        initialWriter: poison,
        lostRegion: poison,
    },
    verdict: { result: "PASS", sentence: poison, reasons: [poison] },
    clock: { ...passed.clock, note: poison },
    machine: { ...passed.machine, kernel: poison, versions: { [poison]: poison } },
    preflight: [{ name: poison, passed: true, detail: poison, forced: false }],
    promises: passed.promises.map((row) => ({ ...row, label: poison, note: poison })),
    loss: { ...passed.loss, lostOrders: [poison], foundOnOldPrimary: [poison] },
    prediction: { ...passed.prediction, never: poison, inputs: [{ name: poison, value: poison, source: poison }] },
    timeline: {
        ...passed.timeline,
        marks: [{ at: 0, label: poison }],
        series: passed.timeline.series.map((row) => ({ ...row, answeredBy: { [poison]: row.good } })),
        dns: [{ resolver: poison, from: 0, to: 10, region: poison }],
        lag: [{ at: 0, region: poison, seconds: 1 }],
    },
    cost: {
        ...cost,
        lines: cost.lines.map((line) => ({
            ...line,
            ...{ name: poison, place: poison, unit: poison, basis: poison, row: poison, source: poison, date: poison },
        })),
        uncounted: [{ name: poison, reason: poison }],
    },
    realism: [{ part: poison, real: poison, imitated: poison, source: poison }],
    warnings: [poison],
};
