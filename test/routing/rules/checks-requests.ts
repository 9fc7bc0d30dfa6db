import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { HttpRequest } from "../../../routing/health-checks/probe";
import { checkOf } from "./health-modules";
import { guide } from "./sources";
import type { Rule, Subject } from "./subject";

const values = guide("health-checks-creating-values");
const config = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html";

/** The next request of a check, or why there is none. */
function next({ health }: Subject, fields: Partial<HealthCheckConfig>, addresses = () => ["192.0.2.7"]) {
    const requests = new health.requests.EndpointRequests(checkOf(fields), {
        resolve: () => addresses()[0],
        addresses: health.addresses.publicAddresses,
        clockFactor: 10,
    });
    return requests.next("eu-west-1");
}

function httpOf(subject: Subject, fields: Partial<HealthCheckConfig>): HttpRequest {
    const request = next(subject, fields);
    assert.ok(typeof request !== "string" && request.protocol === "HTTP", "expected an HTTP request");
    return request;
}

/** What is asked. */
export const requestChecks: readonly Rule[] = [
    {
        id: "name-resolved",
        title: "a check by name asks the IPv4 address that its name has now, and fails while it has none",
        source: config,
        holds: ({ health }) => {
            const addresses = ["192.0.2.7", "192.0.2.8"];
            const requests = new health.requests.EndpointRequests(checkOf({}), {
                resolve: () => addresses.shift(),
                addresses: health.addresses.publicAddresses,
                clockFactor: 1,
            });
            const asked = [1, 2, 3].map(() => requests.next("eu-west-1"));
            assert.deepEqual(
                asked.map((request) => (typeof request === "string" ? request : request.address)),
                ["192.0.2.7", "192.0.2.8", "DNS resolution failed"],
            );
        },
        mutants: [
            {
                title: "a name without an address has one all the same",
                file: "health-checks/endpoint-requests.ts",
                find: 'return "DNS resolution failed";',
                replace: 'return { ...this.next(checkerRegion), address: "192.0.2.9" };',
            },
            {
                title: "the first address is kept",
                file: "health-checks/endpoint-requests.ts",
                find: 'const address = IPAddress ?? this.options.resolve(name ?? "");',
                replace: 'const address = IPAddress ?? ((this as any).kept ??= this.options.resolve(name ?? ""));',
            },
        ],
    },
    {
        id: "host-header",
        title: "the Host header is the name, with a port that is not the protocol's own; without a name, the address",
        source: config,
        holds: (subject) => {
            const hosts = [
                {},
                { Port: 443 },
                { Port: 8443 },
                { Type: "HTTP", Port: 443 },
                { FullyQualifiedDomainName: undefined, IPAddress: "192.0.2.1" },
                { FullyQualifiedDomainName: undefined, IPAddress: "2001:db8::1", Port: 81 },
            ].map((fields) => httpOf(subject, fields as HealthCheckConfig).host);
            assert.deepEqual(hosts, [
                "a.example.com",
                "a.example.com",
                "a.example.com:8443",
                "a.example.com:443",
                "192.0.2.1",
                "[2001:db8::1]:81",
            ]);
        },
        mutants: [
            {
                title: "no port is named",
                file: "health-checks/endpoint-requests.ts",
                find: "host: port === defaultPort ? host",
                replace: "host: port > 0 ? host",
            },
        ],
    },
    {
        id: "server-name",
        title: "TLS is told the name unless SNI is off or there is none",
        source: config,
        holds: (subject) => {
            assert.deepEqual(httpOf(subject, {}).tls, { serverName: "a.example.com" });
            assert.deepEqual(httpOf(subject, { EnableSNI: false }).tls, {});
            assert.equal(httpOf(subject, { Type: "HTTP" }).tls, undefined);
        },
        mutants: [
            {
                title: "EnableSNI is ignored",
                file: "health-checks/endpoint-requests.ts",
                find: "name === undefined || this.config.EnableSNI === false",
                replace: "name === undefined",
            },
        ],
    },
    {
        id: "refused-addresses",
        title: "private, shared, loopback, link-local and multicast addresses are not asked",
        source: config,
        holds: (subject) => {
            const refused = [
                "10.1.2.3",
                "127.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.31.0.1",
                "192.168.1.1",
                "224.0.0.1",
                "::1",
                "::ffff:10.0.0.1",
                "fd00::1",
                "fe80::1",
                "ff02::1",
                "name.example.com",
            ];
            const { publicAddresses } = subject.health.addresses;
            assert.deepEqual(refused.filter(publicAddresses), []);
            const asked = ["3.80.0.1", "100.128.0.1", "172.32.0.1", "223.255.255.255", "2600:1f18::1"];
            assert.deepEqual(asked.filter(publicAddresses), asked);
            assert.equal(
                next(subject, {}, () => ["10.0.0.1"]),
                "10.0.0.1 is not an address that checkers may ask",
            );
            assert.throws(() => next(subject, { IPAddress: "10.0.0.1" }), { code: "invalid-zone" });
        },
        mutants: [
            {
                title: "shared addresses are asked",
                file: "health-checks/addresses.ts",
                find: '["100.64.0.0", 10],',
                replace: "",
            },
            {
                title: "the whole of 172 is private",
                file: "health-checks/addresses.ts",
                find: '["172.16.0.0", 12]',
                replace: '["172.16.0.0", 8]',
            },
            {
                title: "a name that leads to a private address is asked there",
                file: "health-checks/endpoint-requests.ts",
                find: "if (!this.options.addresses(address)) {",
                replace: 'if (address === "") {',
            },
        ],
    },
    {
        id: "search-string",
        title: "a search string has 1 to 255 characters",
        source: values,
        holds: ({ health: { requests, addresses } }) => {
            const problem = (SearchString: string) =>
                requests.endpointProblem(
                    checkOf({ Type: "HTTP_STR_MATCH", SearchString }).HealthCheckConfig,
                    addresses.publicAddresses,
                );
            assert.deepEqual(
                [0, 1, 255, 256].map((length) => problem("x".repeat(length)) === undefined),
                [false, true, true, false],
            );
        },
        mutants: [
            {
                title: "256 characters",
                file: "health-checks/endpoint-requests.ts",
                find: "maximumSearchCharacters = 255",
                replace: "maximumSearchCharacters = 256",
            },
        ],
    },
];
