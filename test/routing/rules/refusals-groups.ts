import type { GeoLocation, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { address, alias, zone } from "../zones";
import { guide } from "./sources";
import { refuses } from "./refusal";
import { weighted, type Mutant, type Rule } from "./subject";

function member(SetIdentifier: string, fields: Partial<ResourceRecordSet>): ResourceRecordSet {
    return address("app.example.com", "10.0.0.1", { SetIdentifier, ...fields });
}

function within(policy: string): (title: string, find: string, replace: string) => Mutant {
    return (title, find, replace) => ({ title, file: `policies/${policy}.ts`, find, replace });
}

const place = (id: string, GeoLocation: GeoLocation) => member(id, { GeoLocation });
const block = (id: string, CollectionId: string, LocationName: string) =>
    member(id, { CidrRoutingConfig: { CollectionId, LocationName } });
const where = "app.example.com A";

/** Of records that share a name and type. */
export const groupRefusals: readonly Rule[] = [
    refuses({
        id: "refuses-identifier",
        what: "two records of one SetIdentifier, one without, and one with but no routing policy",
        source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
        zone: zone([
            member("a", { Weight: 1 }),
            member("a", { Weight: 2 }),
            { ...member("b", {}), Name: "simple.example.com" },
        ]),
        problems: [
            `${where}: SetIdentifier: expected one for each record, all different`,
            "simple.example.com A: SetIdentifier: expected none without a routing policy",
        ],
        mutants: [
            {
                title: "a simple record may have an identifier",
                file: "evaluate/zone-problems.ts",
                find: "return used ?",
                replace: "return used && records.length > 1 ?",
            },
            {
                title: "identifiers repeat",
                file: "evaluate/zone-problems.ts",
                find: "new Set(identifiers).size === identifiers.length",
                replace: "identifiers.length > 0",
            },
        ],
    }),
    refuses({
        id: "refuses-two-simple",
        what: "two simple records of one name and type",
        source: guide("routing-policy-simple"),
        zone: zone([address("app.example.com", "10.0.0.1"), address("app.example.com", "10.0.0.2")]),
        problems: [`${where}: expected one simple record, got several`],
        mutants: [within("simple")("simple records come in any number", "records.length > 1", "records.length > 2")],
    }),
    refuses({
        id: "refuses-weight",
        what: "a weight that is not 0 to 255",
        source: guide("resource-record-sets-values-weighted"),
        zone: weighted([256, 255, -1], false),
        problems: [256, -1].map((weight) => `${where}: Weight: expected a whole number from 0 to 255, got ${weight}`),
        mutants: [within("weighted")("any weight will do", "|| Weight > 255", "|| Weight > 256")],
    }),
    refuses({
        id: "refuses-weighted-ttl",
        what: "different TTLs in a weighted group",
        source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
        zone: zone([member("a", { Weight: 1, TTL: 30 }), member("b", { Weight: 1, TTL: 60 })]),
        problems: [`${where}: TTL: expected one for all weighted records, got 30 and 60`],
        mutants: [within("weighted")("TTLs may differ", "ttls.size > 1", "ttls.size > 2")],
    }),
    refuses({
        id: "refuses-too-many",
        what: "more than 100 weighted records of one name and type",
        source: guide("DNSLimitations"),
        zone: weighted(
            Array.from({ length: 101 }, () => 1),
            false,
        ),
        problems: [`${where}: expected at most 100 records of one name and type, got 101`],
        mutants: [within("weighted")("101 are allowed", "tooMany(records, 100)", "tooMany(records, 101)")],
    }),
    refuses({
        id: "refuses-two-primaries",
        what: "two primaries, and a side that is neither primary nor secondary",
        source: guide("resource-record-sets-values-failover"),
        zone: zone([
            ...["a", "b"].map((id) => member(id, { Failover: "PRIMARY" })),
            // What a file may hold, whatever the type says.
            { ...member("c", {}), ...(JSON.parse('{ "Failover": "primary" }') as object) },
        ]),
        problems: [
            `${where}: Failover: expected at most one PRIMARY, got several`,
            `${where}: Failover: expected PRIMARY or SECONDARY, got primary`,
        ],
        mutants: [
            within("failover")("any side will do", "side === Failover)", "side !== Failover)"),
            within("failover")(
                "primaries come in pairs",
                "Failover === side).length > 1",
                "Failover === side).length > 2",
            ),
        ],
    }),
    refuses({
        id: "refuses-region-twice",
        what: "two latency records of one region",
        source: guide("resource-record-sets-values-latency"),
        zone: zone(["a", "b"].map((id) => member(id, { Region: "eu-west-1" }))),
        problems: [`${where}: Region: expected each once, got eu-west-1 several times`],
        mutants: [within("policy")("twice is not repeated", "texts.indexOf(text) !== at", "texts.indexOf(text) > at")],
    }),
    refuses({
        id: "refuses-two-defaults",
        what: "two default locations, or two of any other",
        source: guide("resource-record-sets-values-geo"),
        zone: zone([place("a", { CountryCode: "*" }), place("b", { CountryCode: "*" })]),
        problems: [`${where}: GeoLocation: expected each once, got default several times`],
        mutants: [
            within("geolocation")("defaults have no name", 'return "default";', "return `default ${Math.random()}`;"),
        ],
    }),
    refuses({
        id: "refuses-location",
        what: "a location that Route 53 does not know",
        source: guide("resource-record-sets-values-geo"),
        zone: zone([
            place("a", { CountryCode: "EH" }),
            place("b", { ContinentCode: "XX" }),
            place("c", { ContinentCode: "EU", CountryCode: "IE" }),
            place("d", { CountryCode: "DE", SubdivisionCode: "BY" }),
        ]),
        problems: [
            `${where}: CountryCode: expected * or a country that Route 53 knows, got EH`,
            `${where}: ContinentCode: expected one of AF, AN, AS, EU, NA, OC, SA, got XX`,
            `${where}: ContinentCode: expected no CountryCode or SubdivisionCode beside it`,
            `${where}: SubdivisionCode: expected CountryCode US or UA beside it, got DE`,
        ],
        mutants: [
            within("geolocation")("every country is known", "continentOf.has(CountryCode);", "continentOf.size > 0;"),
            within("geolocation")(
                "every country has states",
                "SubdivisionCode === undefined || CountryCode",
                "SubdivisionCode !== null || CountryCode",
            ),
        ],
    }),
    refuses({
        id: "refuses-proximity",
        what: "geoproximity from nowhere, from two places, off the earth, or with a bias beyond 99",
        source: guide("routing-policy-geoproximity"),
        zone: zone([
            member("a", { GeoProximityLocation: {} }),
            member("b", { GeoProximityLocation: { Coordinates: { Latitude: "91", Longitude: "0" } } }),
            member("c", { GeoProximityLocation: { AWSRegion: "eu-west-1", Bias: 100 } }),
            member("d", { GeoProximityLocation: { Coordinates: { Latitude: "", Longitude: "0" } } }),
        ]),
        problems: [
            `${where}: GeoProximityLocation: expected one of AWSRegion, LocalZoneGroup and Coordinates`,
            `${where}: Coordinates: expected -90 to 90 and -180 to 180, got 91,0`,
            `${where}: Bias: expected a whole number from -99 to 99, got 100`,
            `${where}: Coordinates: expected -90 to 90 and -180 to 180, got ,0`,
        ],
        mutants: [
            within("geoproximity")("a bias of 100 is allowed", "Math.abs(Bias) <= 99", "Math.abs(Bias) <= 100"),
            {
                title: "nothing is a latitude of 0",
                file: "places/place.ts",
                find: "degrees.test(text) ? Number(text) : NaN",
                replace: "Number(text)",
            },
            {
                title: "the earth has no poles",
                file: "places/place.ts",
                find: "Math.abs(latitude) <= 90",
                replace: "Math.abs(latitude) <= 900",
            },
        ],
    }),
    refuses({
        id: "refuses-blocks",
        what: "two collections in one group, a location that a collection lacks, and blocks that are too long",
        source: guide("routing-policy-ipbased"),
        zone: {
            ...zone([block("a", "one", "north"), block("b", "one", "south"), block("c", "two", "*")]),
            CidrCollections: [
                { Id: "one", Name: "isps", CidrBlocks: [{ CidrBlock: "203.0.113.0/25", LocationName: "north" }] },
            ],
        },
        problems: [
            `${where}: CollectionId: expected one for all records, got one and two`,
            `${where}: LocationName: expected * or a location of isps, got "south"`,
            `${where}: CollectionId: expected a collection of the zone file's CidrCollections, got "two"`,
            'CIDR collection "isps": expected a block of /1 to /24, or /48 for IPv6, got 203.0.113.0/25',
        ],
        mutants: [
            within("ip-based")("locations need no blocks", "known.has(LocationName)", "known.size > 0"),
            {
                title: "blocks of any length",
                file: "evaluate/zone-problems.ts",
                find: "4: 24, 6: 48",
                replace: "4: 32, 6: 128",
            },
        ],
    }),
    refuses({
        id: "refuses-multivalue-alias",
        what: "a multivalue answer alias, and multivalue CNAMEs",
        source: guide("resource-record-sets-values-multivalue"),
        zone: zone([
            alias("app.example.com", { to: "www.example.com" }, { MultiValueAnswer: true, SetIdentifier: "a" }),
            address("www.example.com", "10.0.0.1"),
            { ...member("b", { MultiValueAnswer: true }), Name: "c.example.com", Type: "CNAME" },
        ]),
        problems: [
            `${where}: expected no multivalue answer alias: Route 53 has none`,
            "c.example.com CNAME: expected a type other than NS and CNAME for multivalue answer",
        ],
        mutants: [
            within("multivalue")("multivalue aliases exist", "AliasTarget ? [", "AliasTarget?.DNSName === Type ? ["),
        ],
    }),
    refuses({
        id: "refuses-routed-ns",
        what: "NS and SOA records with a routing policy",
        source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
        zone: zone([{ ...member("a", { Weight: 1 }), Name: "sub.example.com", Type: "NS" }]),
        problems: ["sub.example.com NS: expected simple routing: NS and SOA records have no other"],
        mutants: [
            {
                title: "NS records may be drawn",
                file: "evaluate/zone-problems.ts",
                find: 'records.some(({ Type }) => Type === "NS" ||',
                replace: "records.some(({ Type }) => ",
            },
        ],
    }),
];
