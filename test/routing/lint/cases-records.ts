import { address, alias, zone } from "../zones";
import { app, balancer, group, latency, type LintCase, pair, primaryCheck, regional } from "./cases";

const soa = (ttl: number) => ({
    Name: "example.com.",
    Type: "SOA" as const,
    TTL: ttl,
    ResourceRecords: [{ Value: "ns-1.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400" }],
});
const servers = (TTL: number) => ({
    Name: "example.com.",
    Type: "NS" as const,
    TTL,
    ResourceRecords: [{ Value: "ns-1.awsdns-00.com." }],
});
const cname = (TTL: number, to: string) => ({
    Name: "www.example.com.",
    Type: "CNAME" as const,
    TTL,
    ResourceRecords: [{ Value: to }],
});

function beside(records: Parameters<typeof zone>[0]) {
    const { zone: base } = pair();
    return { zone: { ...base, ResourceRecordSets: [...base.ResourceRecordSets, ...records] } };
}

/** An IPv6 tree beside the IPv4 one, with or without its checks. */
function dualStack(checked: boolean) {
    const four = latency((region) => ({ HealthCheckId: region }), regional).zone;
    const six = four.ResourceRecordSets.map(({ HealthCheckId, ...record }) => ({
        ...record,
        Type: "AAAA" as const,
        ...(checked && HealthCheckId !== undefined ? { HealthCheckId } : {}),
    }));
    return { zone: { ...four, ResourceRecordSets: [...four.ResourceRecordSets, ...six] } };
}

const cidr = (LocationName: string) => ({ CidrRoutingConfig: { CollectionId: "c", LocationName } });

/** Rules about what records of one name agree on, where aliases lead, and how long answers are kept. */
export const recordCases: readonly LintCase[] = [
    {
        rule: "route53-refuses",
        breaks: { zone: zone([address(app, "203.0.113.1", { TTL: -1 })]) },
        where: "app.example.com A",
        keeps: { zone: zone([address(app, "203.0.113.1", { TTL: 0 })]) },
    },
    {
        rule: "route53-refuses",
        of: "what another rule explains better",
        breaks: { zone: zone([address(app, "203.0.113.1", { HealthCheckId: "gone" })]) },
        where: "app.example.com A",
        keeps: { zone: zone([alias(app, { to: "gone.example.com." })]) },
    },
    {
        rule: "route53-refuses",
        of: "a check's settings",
        breaks: primaryCheck({ RequestInterval: 20 }),
        where: "check p",
        keeps: primaryCheck({ RequestInterval: 10, IPAddress: "10.0.0.1" }),
    },
    {
        rule: "mixed-policies",
        breaks: group([{ Weight: 1 }, { Region: "eu-west-1" }]),
        where: "app.example.com A",
        keeps: group([{ Weight: 1 }, { Weight: 2 }]),
    },
    {
        rule: "weights-all-zero",
        breaks: group([{ Weight: 0 }, { Weight: 0 }]),
        where: "app.example.com A",
        keeps: group([{ Weight: 0 }, { Weight: 1 }]),
    },
    {
        rule: "ttl-differs-in-group",
        breaks: group([
            { Weight: 1, TTL: 30 },
            { Weight: 1, TTL: 60 },
        ]),
        where: "app.example.com A",
        keeps: group([
            { Weight: 1, TTL: 60 },
            { Weight: 1, TTL: 60 },
        ]),
    },
    {
        rule: "geolocation-without-default",
        breaks: group([{ GeoLocation: { CountryCode: "IE" } }]),
        where: "app.example.com A",
        keeps: group([{ GeoLocation: { CountryCode: "IE" } }, { GeoLocation: { CountryCode: "*" } }]),
    },
    {
        rule: "ip-based-without-default",
        breaks: group([cidr("office")]),
        where: "app.example.com A",
        keeps: group([cidr("office"), cidr("*")]),
    },
    {
        rule: "multivalue-over-eight",
        breaks: group(Array.from({ length: 9 }, () => ({ MultiValueAnswer: true }))),
        where: "app.example.com A",
        keeps: group(Array.from({ length: 8 }, () => ({ MultiValueAnswer: true }))),
    },
    {
        rule: "latency-region-elsewhere",
        breaks: { zone: zone([balancer(app, "eu-west-1", { Region: "eu-central-1", SetIdentifier: "1" })]) },
        where: 'app.example.com A "1"',
        keeps: { zone: zone([balancer(app, "eu-west-1", { Region: "eu-west-1", SetIdentifier: "1" })]) },
    },
    {
        rule: "dual-stack-asymmetry",
        breaks: dualStack(false),
        where: "app.example.com AAAA",
        keeps: dualStack(true),
    },
    {
        rule: "alias-to-nothing",
        breaks: { zone: zone([alias(app, { to: "gone.example.com." })]) },
        where: "app.example.com A",
        keeps: { zone: zone([alias(app, { to: "here.example.com." }), address("here.example.com.", "203.0.113.1")]) },
    },
    {
        rule: "alias-cycle",
        breaks: { zone: zone([alias(app, { to: "b.example.com." }), alias("b.example.com.", { to: app })]) },
        where: "app.example.com A",
        keeps: { zone: zone([alias(app, { to: "b.example.com." }), address("b.example.com.", "203.0.113.1")]) },
    },
    {
        rule: "cname-instead-of-alias",
        breaks: { zone: zone([cname(300, "eu-west-1.elb.amazonaws.com.")]) },
        where: "www.example.com CNAME",
        keeps: { zone: zone([cname(10, "eu-west-1.elb.amazonaws.com.")]) },
    },
    {
        rule: "cname-instead-of-alias",
        of: "a name of the same zone",
        breaks: { zone: zone([cname(300, "app.example.com."), address(app, "203.0.113.1")]) },
        where: "www.example.com CNAME",
        keeps: { zone: zone([cname(300, "app.example.net."), address(app, "203.0.113.1")]) },
    },
    { rule: "ttl-over-60", breaks: pair({ TTL: 300 }), where: 'app.example.com A "p"', keeps: pair({ TTL: 60 }) },
    {
        rule: "negative-answers-kept-long",
        breaks: beside([soa(900)]),
        where: "example.com SOA",
        keeps: beside([soa(60)]),
    },
    {
        rule: "delegation-kept-short",
        breaks: beside([servers(300)]),
        where: "example.com NS",
        keeps: beside([servers(172800)]),
    },
];
