import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { known, times, usage } from "../quantity";
import { subnetTypes } from "./placement";

const source = "https://aws.amazon.com/route53/pricing/";

/** Where the first step of a list ends. */
const billion = 1e9;

const interfaceHour = price("AmazonRoute53Resolver", "Query ENI");
const domain = price("AmazonRoute53Resolver", "DNS Domain Names DNS Firewall per Mo");
const queries: Tiers = {
    name: "resolver queries",
    steps: [
        { upTo: billion, price: price("AmazonRoute53Resolver", "Query first 1B") },
        { price: price("AmazonRoute53Resolver", "Query over 1B") },
    ],
};
const filtered: Tiers = {
    name: "DNS firewall queries",
    steps: [
        { upTo: billion, price: price("AmazonRoute53Resolver", "DNS Query DNS Firewall per Queries") },
        { price: price("AmazonRoute53Resolver", "DNS Query DNS Firewall per Queries over 1B") },
    ],
};

const queriesKey = "monthly_queries";

/** Each address of an endpoint, all month, and the queries through it. */
export const resolverEndpoint: Mapper = {
    types: ["aws:route53/resolverEndpoint:ResolverEndpoint"],
    source,
    prices: [interfaceHour, queries],
    usage: { [queriesKey]: { unit: "queries", meaning: "through the endpoint" } },
    lines: (resource, { hours }) => [
        {
            name: "addresses",
            unit: "h",
            price: interfaceHour,
            quantity: times(hours(), resource.countOf("ipAddresses", subnetTypes)),
            input: "ipAddresses",
        },
        { name: "queries", unit: "queries", price: queries, quantity: usage(queriesKey) },
    ],
};

/** Domains that a firewall knows by name; lists of AWS's own are no resource. */
export const domainList: Mapper = {
    types: ["aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList"],
    source,
    prices: [domain],
    lines: (resource) => [
        {
            name: "domains",
            unit: "domain-month",
            price: domain,
            quantity: known(resource.count("domains")),
            input: "domains",
        },
    ],
};

/** Queries of a network that a group of rules judges. */
export const resolverFirewall: Mapper = {
    types: ["aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"],
    source,
    prices: [filtered],
    usage: { [queriesKey]: { unit: "queries", meaning: "of the network, judged by the firewall" } },
    lines: () => [{ name: "queries", unit: "queries", price: filtered, quantity: usage(queriesKey) }],
};
