import type { DrillCost } from "../../../cost/drill";
import type { ClientClass, Operation } from "../../../gameday/client-log";
import type { OutageRow, Report } from "../../../gameday/report";
import type { Diagrams } from "../../../gameday/report/diagrams";
import { prediction, promises } from "./sample-promises";
import { back, end, start, survivor, timeline, victim } from "./sample-timeline";

function outage(clientClass: ClientClass, operation: Operation, clients: number): OutageRow {
    const last = back[operation];
    return {
        class: clientClass,
        operation,
        clients,
        rto: [last - 0.4, last],
        p50: operation === "read" ? 54.2 : last - 0.3,
        p95: last - 0.1,
        p99: last,
        max: last,
        requests: clients * 480,
        failed: clients * (operation === "read" ? 54 : 148),
        brownOut: operation === "read" ? 3 : 11,
    };
}

const lostOrders = Array.from({ length: 7 }, (_, index) => `0190f3c2-77aa-4c1b-9d1e-00000000000${index}`);

export const cost: DrillCost = {
    currency: "USD",
    minutes: 12.5,
    total: "0.0162028",
    lines: [
        {
            name: "runner's ARM processors",
            place: "eu-west-1",
            quantity: "0.5",
            unit: "vCPU-h",
            price: "0.03238",
            amount: "0.01619",
            basis: "task of orders-gameday",
            row: "AmazonECS-Fargate: ARM perCPU per hour",
            source: "owner/repository@508fb45:lib/ecs.json",
            date: "2025-10-27",
        },
        {
            name: "balancers' capacity units",
            place: "eu-west-1",
            quantity: "0.0016",
            unit: "LCU-h",
            price: "0.008",
            amount: "0.0000128",
            basis: "at most: 105 requests, each of 16 KiB",
            row: "ElasticLoadBalancing: Application Load Balancer LCU Hours",
            source: "owner/repository@a6645eb:raw/elb.json",
            date: "2025-06-05",
        },
    ],
    uncounted: [
        { name: "work inside the platform", reason: "it follows from data that nobody measured" },
        { name: "the runner's report", reason: "its size is not known" },
    ],
};

/** A drill that kept its promises: every field of a report is there. */
export const passed: Report = {
    schema: "antipode/report/1",
    run: {
        id: "20261121-014407-region-loss",
        startedAt: "2026-11-21T01:44:07.120Z",
        endedAt: "2026-11-21T01:45:21.904Z",
        command: "antipode gameday run region-loss --stack staging --clock 10x --seed 7",
        seed: 7,
        target: "twin",
    },
    drill: {
        name: "region-loss",
        question: "Do reads and writes come back within their promises when the writer's region disappears?",
        scenario: "orders",
        workload: "steady",
        fault: { kind: "region-loss", manner: "black-hole", region: "initial-writer" },
        recovery: "managed-failover",
        undo: { heal: "restore-region", failBack: "switchover" },
    },
    platform: {
        name: "orders",
        stack: "staging",
        mode: "active-passive",
        regions: [
            { region: victim, role: "active" },
            { region: survivor, role: "warm" },
        ],
        initialWriter: victim,
        lostRegion: victim,
    },
    verdict: {
        result: "PASS",
        sentence:
            "Staging kept its promises when eu-west-1 disappeared: reads came back after 71–72 s, writes after 148–149 s, " +
            "7 of 5,912 orders, the last 0.5 s, were lost.",
        reasons: [],
    },
    clock: {
        factor: 10,
        exact: false,
        note: "10x: behaviour is decided, times are estimates: retransmission, disk and CPU do not speed up",
    },
    machine: {
        cores: 2,
        memoryGiB: 7.7,
        kernel: "Linux 6.1.0",
        versions: { HAProxy: "2.6.12", PostgreSQL: "15.14", unbound: "1.17.1", k6: "1.8.1", "Node.js": "20.20.0" },
    },
    preflight: [
        { name: "both cells healthy", passed: true, detail: "2 of 2 balancers answer 200 on /healthz", forced: false },
        { name: "replication caught up", passed: true, detail: "lag 0.48 s, declared 0.5 s", forced: false },
        { name: "survivor has capacity", passed: false, detail: "2 instances for a load that needs 3", forced: true },
    ],
    promises,
    outages: [
        outage("honest", "read", 8),
        outage("honest", "write", 8),
        outage("keep-alive", "read", 1),
        outage("keep-alive", "write", 1),
    ],
    phases: [
        { phase: "detect", predicted: prediction.phases.detect, measured: [38.1, 38.2], inside: true },
        { phase: "route", predicted: prediction.phases.route, measured: [71.2, 71.4], inside: true },
        { phase: "promote", predicted: prediction.phases.promote, measured: [147.9, 148.1], inside: true },
        { phase: "recover", predicted: prediction.phases.recover, measured: [148.6, 149], inside: true },
    ],
    loss: {
        lookUp: "after-fail-back",
        acknowledged: 5912,
        failed: 1332,
        unknown: 41,
        lostAfterFailover: 7,
        late: 0,
        lost: 7,
        recovered: 5,
        phantom: 0,
        duplicate: 0,
        splitBrain: 0,
        lostOrders,
        foundOnOldPrimary: lostOrders,
        rpo: [0.47, 0.49],
        declaredLag: 0.5,
    },
    prediction,
    predictionSha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    timeline: timeline(),
    cost,
    realism: [
        {
            part: "Load balancer",
            real: "HAProxy 2.6, TLS, probes and thresholds of the target group",
            imitated: "scaling of the balancer itself",
            source: "plan",
        },
        {
            part: "Database",
            real: "PostgreSQL 15, streaming replication, real promotion and rebuild",
            imitated: "Aurora's storage; managed failover takes promotionSeconds = 60 s",
            source: "assumptions.promotionSeconds",
        },
        {
            part: "DNS",
            real: "answers over UDP and TCP, eight caching resolvers",
            imitated: "Route 53's evaluation; health to DNS takes 1–5 s",
            source: "assumptions.healthToDnsSeconds",
        },
    ],
    warnings: ["keep-alive clients speak HTTP/1.1 over a pool of sockets, not HTTP/2"],
};

/** Nobody could be sent anywhere: the standby's check touches the writer, so it stays red. */
export const failed: Report = {
    ...passed,
    run: { ...passed.run, id: "20261121-021502-region-loss" },
    verdict: {
        result: "FAIL",
        sentence: "Staging broke two promises when eu-west-1 disappeared: neither reads nor writes came back.",
        reasons: [
            "The routing check of eu-central-1 touches the writer, so the standby stayed red and Route 53 kept answering with eu-west-1.",
            "No client was served again within 420 s.",
        ],
    },
    promises: promises.map((row) =>
        row.name.endsWith("RtoSeconds") ? { ...row, predicted: null, measured: null, verdict: "broken" } : row,
    ),
    outages: passed.outages.map((row) => ({ ...row, rto: null, p50: null, p95: null, p99: null, max: null })),
    phases: passed.phases.map(({ phase }) => ({ phase, predicted: null, measured: null, inside: null })),
    prediction: {
        ...prediction,
        phases: { detect: null, route: null, promote: null, recover: null },
        readRto: null,
        writeRto: null,
        never: "The standby's health check fails for as long as there is no writer.",
    },
    loss: { ...passed.loss, foundOnOldPrimary: [...lostOrders.slice(0, 6), "0190f3c2-77aa-4c1b-9d1e-0000000000ff"] },
    timeline: {
        ...passed.timeline,
        marks: [{ at: 0, label: "fault" }],
        outage: [0, end],
        series: passed.timeline.series.map((sample) =>
            sample.at < 0
                ? sample
                : { ...sample, good: 0, p50Milliseconds: null, p99Milliseconds: null, answeredBy: {} },
        ),
        dns: [
            { resolver: "resolver-0", from: start, to: 0, region: victim },
            { resolver: "resolver-0", from: 0, to: end, region: null },
        ],
        lag: [],
    },
};

/** One region, nothing measured: every list that may be empty is. */
export const empty: Report = {
    ...passed,
    platform: {
        ...passed.platform,
        stack: "dev",
        mode: "single-region",
        regions: [{ region: victim, role: "active" }],
        lostRegion: null,
    },
    verdict: {
        result: "INCONCLUSIVE",
        sentence: "The drill ended before its fault, so it says nothing about dev's promises.",
        reasons: ["Clients dropped 12 iterations: the load was not what the drill declares."],
    },
    clock: { factor: 1, exact: true, note: "the real clock" },
    preflight: [],
    promises: [],
    outages: [],
    phases: [],
    loss: {
        ...passed.loss,
        lookUp: "none",
        acknowledged: 0,
        lostAfterFailover: 0,
        lost: 0,
        lostOrders: [],
        foundOnOldPrimary: null,
        rpo: [0, 0],
    },
    prediction: { ...prediction, inputs: [] },
    timeline: { bucket: 1, marks: [], outage: null, series: [], dns: [], lag: [] },
    realism: [],
    warnings: [],
};

/** Pictures as the plan's diagrams would be, small. */
const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="200" viewBox="0 0 640 200">' +
    '<rect width="640" height="200" fill="#fff"/><rect x="20" y="20" width="290" height="160" fill="none" stroke="#0072B2"/>' +
    '<rect x="330" y="20" width="290" height="160" fill="none" stroke="#E69F00"/>' +
    '<text x="40" y="50" font-family="sans-serif">eu-west-1</text><text x="350" y="50" font-family="sans-serif">eu-central-1</text></svg>';

export const diagram: Diagrams = { wide: picture, narrow: picture.replaceAll("640", "360") };
