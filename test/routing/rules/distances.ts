import assert from "node:assert/strict";
import { ask, group, near } from "./located-records";
import { guide } from "./sources";
import { app, type Rule } from "./subject";

const geoproximity = guide("routing-policy-geoproximity");
const ipBased = guide("routing-policy-ipbased");

const blocks = {
    ...group({
        wide: { CidrRoutingConfig: { CollectionId: "c", LocationName: "wide" } },
        narrow: { CidrRoutingConfig: { CollectionId: "c", LocationName: "narrow" } },
        rest: { CidrRoutingConfig: { CollectionId: "c", LocationName: "*" } },
    }),
    CidrCollections: [
        {
            Id: "c",
            Name: "isps",
            CidrBlocks: [
                { CidrBlock: "203.0.0.0/16", LocationName: "wide" },
                { CidrBlock: "2001:db8::/32", LocationName: "wide" },
                { CidrBlock: "203.0.113.0/24", LocationName: "narrow" },
                { CidrBlock: "2001:db8:1::/48", LocationName: "narrow" },
            ],
        },
    ],
};

/** Of places that are measured: on the earth, or in bits of an address. */
export const distances: readonly Rule[] = [
    {
        id: "geoproximity-nearest",
        title: "geoproximity answers with the nearest resource that is healthy, by region or by coordinates",
        source: geoproximity,
        holds: (subject) => {
            const johannesburg = { Coordinates: { Latitude: "-26.2", Longitude: "28.0" } };
            const three = near({ dublin: { AWSRegion: "eu-west-1" }, ohio: { AWSRegion: "us-east-2" }, johannesburg });
            const from = ["eu-central-1", "us-east-1", "-33.9,18.4"];
            assert.deepEqual(
                from.map((one) => ask(subject, three)(one)),
                ["dublin", "ohio", "johannesburg"],
            );
            assert.equal(ask(subject, three)("eu-central-1", ["dublin"]), "ohio");
        },
        mutants: [
            {
                title: "distances of longitude are as long everywhere",
                file: "places/place.ts",
                find: "Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * east",
                replace: "4 * east",
            },
            {
                title: "coordinates are not read",
                file: "policies/geoproximity.ts",
                find: "return own ? pointOf",
                replace: "return own && AWSRegion ? pointOf",
            },
        ],
    },
    {
        id: "geoproximity-bias",
        title: "a bias of 50 halves the distance, one of -50 doubles it: 150 km and 50 are 75 km",
        source: geoproximity,
        holds: (subject) => {
            // On the equator a degree is 111.2 km; the client is at 0,0.
            const at = (degrees: string, Bias: number) => ({
                Coordinates: { Latitude: "0", Longitude: degrees },
                Bias,
            });
            const pick = (a: number, b: number) => ask(subject, near({ a: at("1.5", a), b: at("-1", b) }))("0,0");
            assert.deepEqual(
                [pick(0, 0), pick(50, 0), pick(30, 0), pick(0, -25), pick(0, -50)],
                ["b", "a", "b", "b", "a"],
            );
        },
        mutants: [
            {
                title: "biases count for nothing",
                file: "policies/geoproximity.ts",
                find: "(location.Bias ?? 0) / 100",
                replace: "0",
            },
            {
                title: "a negative bias is a positive one turned round",
                file: "policies/geoproximity.ts",
                find: ": kilometres / (1 + share)",
                replace: ": kilometres * (1 + share)",
            },
        ],
    },
    {
        id: "geoproximity-needs-coordinates",
        title: "fails on geoproximity for a client of whom no coordinates are known",
        source: geoproximity,
        holds: ({ answer }) => {
            const one = near({ dublin: { AWSRegion: "eu-west-1" } });
            assert.throws(() => answer(one, {}, { ...app, from: "203.0.113.7" }), {
                code: "unknown-place",
                message: /geoproximity: expected a client whose coordinates are known.*got "203\.0\.113\.7"/,
            });
        },
        mutants: [
            {
                title: "such a client is an invalid zone",
                file: "policies/geoproximity.ts",
                find: '"unknown-place"',
                replace: '"invalid-zone"',
            },
        ],
    },
    {
        id: "ip-based-longest",
        title: "IP-based routing answers with the longest block around the client, of either family (of several blocks AWS does not say which)",
        source: ipBased,
        holds: (subject) => {
            const from = ["203.0.113.7", "203.0.7.7", "198.51.100.1", "2001:db8:1::7", "2001:db8:7::1", "IE"];
            assert.deepEqual(
                from.map((one) => ask(subject, blocks)(one)),
                ["narrow", "wide", "rest", "narrow", "wide", "rest"],
            );
        },
        mutants: [
            {
                title: "the shortest block answers",
                file: "policies/ip-based.ts",
                find: "depth(b.record, client) - depth(a.record, client)",
                replace: "depth(a.record, client) - depth(b.record, client)",
            },
            {
                title: "only IPv4 has blocks",
                file: "policies/ip-based.ts",
                find: "this.lengths[address.family] ?? []",
                replace: "this.lengths[4] ?? []",
            },
        ],
    },
    {
        id: "ip-based-short-subnet",
        title: "a client subnet that is shorter than a block is not in it: the default location answers",
        source: ipBased,
        holds: (subject) => {
            const from = ["2001:db8::/32", "2001:db8:1::/56", "2001:db0::/28", "203.0.113.0/25", "203.0.0.0/12"];
            assert.deepEqual(
                from.map((one) => ask(subject, blocks)(one)),
                ["wide", "narrow", "rest", "narrow", "rest"],
            );
        },
        mutants: [
            {
                title: "a block is as long as it is told",
                file: "places/address.ts",
                find: "return { family, prefix: value >> BigInt(bits - prefixLength), prefixLength };",
                replace: "return { family, prefix: value, prefixLength: bits };",
            },
        ],
    },
    {
        id: "ip-based-unhealthy",
        title: "an unhealthy location gives way to the next longest block, and to the default location (AWS does not say to which)",
        source: guide("resource-record-sets-values-ipbased"),
        holds: (subject) => {
            assert.equal(ask(subject, blocks)("203.0.113.7", ["narrow"]), "wide");
            assert.equal(ask(subject, blocks)("203.0.113.7", ["narrow", "wide"]), "rest");
            assert.equal(ask(subject, blocks)("203.0.113.7", ["narrow", "wide", "rest"]), "narrow");
        },
        mutants: [
            {
                title: "the default is for strangers alone",
                file: "policies/ip-based.ts",
                find: "depth(record, client) >= 0",
                replace: "depth(record, client) >= (members.length > 1 ? 1 : 0)",
            },
        ],
    },
];
