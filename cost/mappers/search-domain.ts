import type { CostResource } from "../cost-resource";
import { UnknownInput, WrongInput, type InputReader } from "../input-reader";
import type { Hours, Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, times } from "../quantity";
import { entryOf } from "./entry";
import { paidSupport, type EngineOnDay, type PaidSupport } from "./support-calendar";

/** What kinds of nodes a domain has: the inputs that say so. */
const kinds = [
    { name: "nodes", type: "instanceType", count: "instanceCount", enabled: undefined },
    { name: "masters", type: "dedicatedMasterType", count: "dedicatedMasterCount", enabled: "dedicatedMasterEnabled" },
    { name: "warm nodes", type: "warmType", count: "warmCount", enabled: "warmEnabled" },
] as const;

/** No public source of the book has the rates of volumes. */
function volumePrice(type: string, what = "storage") {
    return price("AmazonOpenSearch", `EBS ${type} ${what}`);
}

const supportHour = price("AmazonOpenSearch", "Extended Support per normalized instance hour");

/** OpenSearch domains, under both names: nodes by the hour, with the support of old versions, and volumes by their size. */
export const searchDomain: Mapper = {
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    source: "https://aws.amazon.com/opensearch-service/pricing/",
    prices: [...["gp2", "gp3", "io1", "standard"].map((type) => volumePrice(type)), supportHour],
    lines: (domain, { hours, settings }) => {
        const nodes: readonly Nodes[] = [
            ...kinds
                .filter(({ enabled }) => enabled === undefined || domain.flag(`clusterConfig.${enabled}`) === true)
                .map((kind) => ({ config: domain.within("clusterConfig"), kind })),
            ...domain
                .list("clusterConfig.nodeOptions")
                .map((option) => option.within("nodeConfig"))
                .filter((config) => config.flag("enabled") === true)
                .map((config) => ({ config, kind: coordinators })),
        ];
        const paid = paidSupport({ engine: "opensearch", ...versionOf(domain), today: settings.today });
        return [
            ...nodes.map((one) => nodeLine(one, hours)),
            ...(paid ? nodes.map((one) => supportLine(one, hours, paid)) : []),
            ...volumeLines(domain),
        ];
    },
};

/** The newest where nothing is said, and 1.5 under the older name. */
function versionOf(domain: CostResource): Pick<EngineOnDay, "version" | "input"> {
    if (domain.type === "aws:elasticsearch/domain:Domain") {
        const input = "elasticsearchVersion";
        return { version: `Elasticsearch_${domain.text(input) ?? "1.5"}`, input };
    }
    return { version: domain.text("engineVersion") ?? "", input: "engineVersion" };
}

/** By the normalized hour, and for early versions as much again as the nodes (see the calendar). */
function supportLine(nodes: Nodes, hours: Hours, { of, years }: PaidSupport): Line {
    const line = nodeLine(nodes, hours);
    const support = { ...line, name: `Extended Support of ${of}: ${line.name}`, input: "engineVersion" };
    return years === "Year 3"
        ? support
        : {
              ...support,
              unit: "normalized h",
              price: supportHour,
              quantity: times(line.quantity, normalSize(typeOf(nodes))),
          };
}

const normalSizes: { readonly [size: string]: number } = { small: 1, medium: 2, large: 4 };

/** Of "m7g.medium.search" 2, and of "2xlarge" 16. */
function normalSize(nodeType: string): number {
    const [, size = ""] = nodeType.split(".");
    return entryOf(normalSizes, size) ?? 8 * Number(/^(\d*)xlarge$/.exec(size)?.[1] || 1);
}

/** Nodes that only pass questions on, which are listed by themselves. */
const coordinators: Kind = { name: "coordinators", type: "type", count: "count" };

interface Kind {
    readonly name: string;
    /** Inputs that say what they are and how many. */
    readonly type: string;
    readonly count: string;
}

/** Nodes of one kind, and where a domain says what they are. */
interface Nodes {
    readonly config: InputReader;
    readonly kind: Kind;
}

function typeOf({ config, kind: { type } }: Nodes): string {
    const nodeType = config.text(type);
    if (nodeType === undefined) {
        throw new UnknownInput(`clusterConfig.${type}`);
    }
    // The list's labels have families and sizes alone.
    if (!/^[^.]+\.[^.]+\.(search|elasticsearch)$/.test(nodeType)) {
        throw new WrongInput(`clusterConfig.${type}`, "a type such as m7g.large.search", nodeType);
    }
    return nodeType;
}

function nodeLine(nodes: Nodes, hours: Hours): Line {
    const { config, kind } = nodes;
    const nodeType = typeOf(nodes);
    // "m7g.large.search", or ".elasticsearch" as the older name has it.
    const [family = "", size = ""] = nodeType.split(".");
    const purpose = /^[rx]/.test(family) ? "Memory optimized" : "General purpose";
    return {
        name: `${nodeType} ${kind.name}`,
        unit: "h",
        price: price(
            "AmazonOpenSearch",
            `${family} ${size}.search - ${purpose} - OnDemand - EBS Only - - - Hourly Cost`,
        ),
        quantity: times(hours(), config.number(kind.count) ?? 1),
        input: "clusterConfig",
    };
}

function volumeLines(domain: CostResource): readonly Line[] {
    const size = domain.number("ebsOptions.volumeSize");
    if (domain.flag("ebsOptions.ebsEnabled") !== true || size === undefined) {
        return [];
    }
    const type = domain.text("ebsOptions.volumeType") ?? "gp2";
    const nodes = domain.number("clusterConfig.instanceCount") ?? 1;
    const iops = (domain.number("ebsOptions.iops") ?? 0) - (type === "gp3" ? baseline.iops : 0);
    const throughput = type === "gp3" ? (domain.number("ebsOptions.throughput") ?? 0) - baseline.throughput : 0;
    const line = (name: string, unit: string, amount: number): Line => ({
        name: `${type} ${name}`,
        unit,
        price: volumePrice(type, name === "volumes" ? "storage" : name),
        quantity: times(known(amount), nodes),
        input: "ebsOptions",
    });
    return [
        line("volumes", "GB-month", size),
        ...(iops > 0 ? [line("IOPS", "IOPS-month", iops)] : []),
        ...(throughput > 0 ? [line("throughput", "MiBps-month", throughput)] : []),
    ];
}

/** What a gp3 volume has for nothing, whatever its size; larger ones have more (https://aws.amazon.com/opensearch-service/pricing/). */
const baseline = { iops: 3000, throughput: 125 };
