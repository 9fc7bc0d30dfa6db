import assert from "node:assert/strict";
import type { EndpointBehaviour } from "../../../routing/health-checks/observation";
import { TestClock } from "../../../routing/health-checks/rehearsal";
import { checkOf } from "./health-modules";
import { guide } from "./sources";
import type { Rule } from "./subject";

const determining = guide("dns-failover-determining-health-of-endpoints");
const values = guide("health-checks-creating-values");
const config = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html";

const answers = { manner: "answers", status: 200, statusSeconds: 0, bodySeconds: 0, matches: true } as const;
const blackHole: EndpointBehaviour = { manner: "black-hole" };

/** What checkers observe, and from where and how often they ask. */
export const endpointChecks: readonly Rule[] = [
    {
        id: "http-status",
        title: "an HTTP check passes a status of 2xx or 3xx, whatever the redirect leads to",
        source: determining,
        holds: ({ health: { observation } }) => {
            const passed = [199, 200, 299, 301, 399, 400, 404, 500, 503].map((status) =>
                observation.statusPasses(status),
            );
            assert.deepEqual(passed, [false, true, true, true, true, false, false, false, false]);
        },
        mutants: [
            {
                title: "redirects fail",
                file: "health-checks/observation.ts",
                find: "status < 400",
                replace: "status < 300",
            },
            {
                title: "400 passes",
                file: "health-checks/observation.ts",
                find: "status < 400",
                replace: "status <= 400",
            },
        ],
    },
    {
        id: "http-limits",
        title: "an HTTP check has 4 s to connect, and 2 s more to the status",
        source: determining,
        holds: ({ health: { observation } }) => {
            const seen = (behaviour: EndpointBehaviour) => observation.observationOf("HTTPS", behaviour);
            assert.deepEqual(seen(blackHole), { passed: false, seconds: 4 });
            assert.deepEqual(seen({ manner: "silent" }), { passed: false, seconds: 2 });
            assert.deepEqual(seen({ ...answers, statusSeconds: 2 }), { passed: true, seconds: 2 });
            assert.deepEqual(seen({ ...answers, statusSeconds: 2.1 }), { passed: false, seconds: 2 });
            assert.deepEqual(seen({ ...answers, status: 503, statusSeconds: 1 }), { passed: false, seconds: 1 });
        },
        mutants: [
            {
                title: "10 s to connect",
                file: "health-checks/verdict.ts",
                find: "connectSeconds = 4;",
                replace: "connectSeconds = 10;",
            },
            {
                title: "4 s to the status",
                file: "health-checks/verdict.ts",
                find: "responseSeconds = 2;",
                replace: "responseSeconds = 4;",
            },
        ],
    },
    {
        id: "tcp-limit",
        title: "a TCP check has 10 s to connect, and asks nothing else",
        source: determining,
        holds: ({ health: { observation } }) => {
            assert.deepEqual(observation.observationOf("TCP", blackHole), { passed: false, seconds: 10 });
            assert.deepEqual(observation.observationOf("TCP", { manner: "silent" }), { passed: true, seconds: 0 });
        },
        mutants: [
            {
                title: "as long as HTTP",
                file: "health-checks/verdict.ts",
                find: "tcpConnectSeconds = 10",
                replace: "tcpConnectSeconds = 4",
            },
            {
                title: "it waits for an answer",
                file: "health-checks/observation.ts",
                find: 'if (type === "TCP") {',
                replace: 'if (type === "TCP" && behaviour.manner === "answers") {',
            },
        ],
    },
    {
        id: "body-limit",
        title: "a string match check passes its status first, and has 2 s more to the body",
        source: determining,
        holds: ({ health: { observation } }) => {
            const seen = (fields: Partial<typeof answers> | object) =>
                observation.observationOf("HTTP_STR_MATCH", { ...answers, statusSeconds: 1, ...fields });
            assert.deepEqual(seen({ bodySeconds: 2 }), { passed: true, seconds: 3 });
            assert.deepEqual(seen({ bodySeconds: 2.1 }), { passed: false, seconds: 3 });
            assert.deepEqual(seen({ matches: false }), { passed: false, seconds: 1 });
            assert.deepEqual(seen({ status: 404, bodySeconds: 1 }), { passed: false, seconds: 1 });
        },
        mutants: [
            {
                title: "the body has 3 s",
                file: "health-checks/verdict.ts",
                find: "bodySeconds = 2;",
                replace: "bodySeconds = 3;",
            },
            {
                title: "an error page with the string passes",
                file: "health-checks/observation.ts",
                find: "!statusPasses(status) || !searchesBody(type)",
                replace: "!searchesBody(type)",
            },
        ],
    },
    {
        id: "new-check-healthy",
        title: "a new endpoint check is healthy until enough checkers have seen otherwise",
        source: determining,
        holds: ({ health: { endpoint } }) => {
            const state = new endpoint.EndpointState(checkOf({}));
            assert.deepEqual([state.healthy, state.votes], [true, 16]);
        },
        mutants: [
            {
                title: "a new check is unhealthy",
                file: "health-checks/verdict.ts",
                find: "private opinion = true",
                replace: "private opinion = false",
            },
        ],
    },
    {
        id: "checker-regions",
        title: "checkers stand in eight regions, or in those that the check names, at least three",
        source: values,
        holds: ({ health: { endpoint, requests, addresses } }) => {
            const regions = ["eu-west-1", "sa-east-1", "us-west-2"] as const;
            const regionsOf = (check: ReturnType<typeof checkOf>) =>
                new Set(new endpoint.EndpointState(check).checkers.map(({ region }) => region));
            assert.equal(regionsOf(checkOf({})).size, 8);
            assert.deepEqual([...regionsOf(checkOf({ Regions: [...regions] }))], regions);
            const problem = (Regions: (typeof regions)[number][]) =>
                requests.endpointProblem(checkOf({ Regions }).HealthCheckConfig, addresses.publicAddresses);
            assert.equal(problem([...regions]), undefined);
            assert.match(problem(["eu-west-1", "sa-east-1"]) ?? "", /expected 3 or more, got 2/);
        },
        mutants: [
            {
                title: "all regions ask, whatever the check names",
                file: "health-checks/endpoint.ts",
                find: "config?.Regions ?? checkerRegions",
                replace: "checkerRegions",
            },
            {
                title: "two regions are enough",
                file: "health-checks/endpoint-requests.ts",
                find: "minimumRegions = 3",
                replace: "minimumRegions = 2",
            },
        ],
    },
    {
        id: "interval-from-response",
        title: "the interval runs from the response to the next request; without one it is 30 s",
        source: config,
        holds: ({ health: { prober } }) => {
            const times = (RequestInterval?: number) => {
                const clock = new TestClock();
                const asked: number[] = [];
                const one = prober.createProber({
                    checks: [checkOf(RequestInterval === undefined ? {} : { RequestInterval })],
                    resolve: () => "192.0.2.1",
                    clockFactor: 1,
                    seed: 1,
                    healthToDnsSeconds: { min: 0, max: 0 },
                    clock,
                    probe: ({ checkerRegion }, done) => {
                        if (checkerRegion === "sa-east-1") {
                            asked.push(clock.now() / 1000);
                        }
                        return clock.after(1500, () => done({ passed: true }));
                    },
                });
                one.start();
                clock.advance(100_000);
                one.stop();
                // Of the region's two checkers, the one that asked first.
                return (asked[2] ?? NaN) - (asked[0] ?? NaN);
            };
            assert.equal(Math.round(times(10) * 1000), 11_500);
            assert.equal(Math.round(times() * 1000), 31_500);
        },
        mutants: [
            {
                title: "from request to request",
                file: "health-checks/verdict.ts",
                find: 'intervalFrom: "response",',
                replace: 'intervalFrom: "request",',
            },
            {
                title: "10 s when nothing is said",
                file: "health-checks/prober.ts",
                find: "RequestInterval ?? 30",
                replace: "RequestInterval ?? 10",
            },
        ],
    },
    {
        id: "check-values",
        title: "the interval is 10 or 30 s, and the threshold 1 to 10, three when nothing is said",
        source: values,
        holds: ({ health: { requests, addresses, endpoint } }) => {
            const problem = (fields: object) =>
                requests.endpointProblem(checkOf(fields).HealthCheckConfig, addresses.publicAddresses);
            const wrong = [{ RequestInterval: 20 }, { FailureThreshold: 0 }, { FailureThreshold: 11 }];
            assert.deepEqual(
                wrong.map((fields) => problem(fields) === undefined),
                [false, false, false],
            );
            assert.equal(problem({ RequestInterval: 10, FailureThreshold: 10 }), undefined);
            const [checker] = new endpoint.EndpointState(checkOf({})).checkers;
            const seen = [1, 2, 3].map(() => {
                checker?.vote.observe(false);
                return checker?.vote.healthy;
            });
            assert.deepEqual(seen, [true, true, false]);
        },
        mutants: [
            {
                title: "a threshold of 11",
                file: "health-checks/endpoint-requests.ts",
                find: "FailureThreshold > 10",
                replace: "FailureThreshold > 11",
            },
            {
                title: "one failure is enough when nothing is said",
                file: "health-checks/endpoint.ts",
                find: "FailureThreshold ?? 3",
                replace: "FailureThreshold ?? 1",
            },
        ],
    },
];
