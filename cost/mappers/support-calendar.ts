import { WrongInput } from "../input-reader";
import { entryOf } from "./entry";

/** When AWS stops to support a version for nothing. Days as `YYYY-MM-DD`, in UTC. */
interface Support {
    /** The last day of standard support. */
    readonly standardUntil: string;
    /** The first day that Extended Support is billed. */
    readonly paidFrom: string;
    /** The first day of the third year's price, or of what is dearer as that is; absent where AWS has announced none. */
    readonly thirdYearFrom?: string;
}

type Versions = { readonly [version: string]: Support };

/** Kubernetes has one price for its single paid year, from the start of the day that standard support ends. */
function untilStartOf(day: string): Support {
    return { standardUntil: day, paidFrom: day };
}

// The same days on two pages: https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
// (which has another first paid year of 18, after a year that nobody pays) and
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html.
const postgresql: Versions = {
    "11": { standardUntil: "2024-02-29", paidFrom: "2024-04-01", thirdYearFrom: "2026-04-01" },
    "12": { standardUntil: "2025-02-28", paidFrom: "2025-03-01", thirdYearFrom: "2027-03-01" },
    "13": { standardUntil: "2026-02-28", paidFrom: "2026-03-01", thirdYearFrom: "2028-03-01" },
    "14": { standardUntil: "2027-02-28", paidFrom: "2027-03-01", thirdYearFrom: "2029-03-01" },
    "15": { standardUntil: "2028-02-29", paidFrom: "2028-03-01", thirdYearFrom: "2030-03-01" },
    "16": { standardUntil: "2029-02-28", paidFrom: "2029-03-01", thirdYearFrom: "2031-03-01" },
    "17": { standardUntil: "2030-02-28", paidFrom: "2030-03-01", thirdYearFrom: "2032-03-01" },
    "18": { standardUntil: "2031-02-28", paidFrom: "2031-03-01", thirdYearFrom: "2033-03-01" },
};

// https://aws.amazon.com/about-aws/whats-new/2026/08/amazon-opensearch-service-additional-upgrade-runway-support-dates
const searchVersions = {
    early: `
        Elasticsearch_1.5 Elasticsearch_2.3 Elasticsearch_5.1 Elasticsearch_5.3 Elasticsearch_5.5 Elasticsearch_6.0
        Elasticsearch_6.2 Elasticsearch_6.3 Elasticsearch_6.4 Elasticsearch_6.5 Elasticsearch_6.7 Elasticsearch_7.1
        Elasticsearch_7.4 Elasticsearch_7.7 Elasticsearch_7.8 OpenSearch_1.0 OpenSearch_1.1 OpenSearch_1.2
        OpenSearch_2.3 OpenSearch_2.5 OpenSearch_2.7 OpenSearch_2.9`,
    late: `
        Elasticsearch_6.8 Elasticsearch_7.9 Elasticsearch_7.10 OpenSearch_1.3 OpenSearch_2.11 OpenSearch_2.13
        OpenSearch_2.15 OpenSearch_2.17 OpenSearch_2.19`,
};

function each(versions: string, support: Support): Versions {
    return Object.fromEntries(
        versions
            .trim()
            .split(/\s+/)
            .map((version) => [version, support]),
    );
}

/** By the engine as programs write it. A version that is not listed has no announced end. */
const calendars: { readonly [engine: string]: Versions } = {
    postgres: postgresql,
    "aurora-postgresql": postgresql,
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html
    mysql: {
        "5.7": { standardUntil: "2024-02-29", paidFrom: "2024-03-01", thirdYearFrom: "2026-03-01" },
        "8.0": { standardUntil: "2026-07-31", paidFrom: "2026-08-01", thirdYearFrom: "2028-08-01" },
        "8.4": { standardUntil: "2029-07-31", paidFrom: "2029-08-01", thirdYearFrom: "2031-08-01" },
    },
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html
    "aurora-mysql": {
        "5.7": { standardUntil: "2024-10-31", paidFrom: "2024-12-01", thirdYearFrom: "2026-12-01" },
        "8.0": { standardUntil: "2028-04-30", paidFrom: "2028-05-01" },
    },
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html
    redis: {
        "4": { standardUntil: "2026-01-31", paidFrom: "2026-02-01", thirdYearFrom: "2028-02-01" },
        "5": { standardUntil: "2026-01-31", paidFrom: "2026-02-01", thirdYearFrom: "2028-02-01" },
        "6": { standardUntil: "2027-01-31", paidFrom: "2027-02-01", thirdYearFrom: "2029-02-01" },
    },
    // Early versions are dear from their second year, later ones never.
    opensearch: {
        ...each(searchVersions.early, {
            standardUntil: "2025-11-07",
            paidFrom: "2025-11-08",
            thirdYearFrom: "2026-11-07",
        }),
        "Elasticsearch_5.6": { standardUntil: "2025-11-07", paidFrom: "2025-11-08" },
        ...each(searchVersions.late, { standardUntil: "2027-11-07", paidFrom: "2027-11-08" }),
    },
    // https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
    kubernetes: {
        "1.23": untilStartOf("2023-10-11"),
        "1.24": untilStartOf("2024-01-31"),
        "1.25": untilStartOf("2024-05-01"),
        "1.26": untilStartOf("2024-06-11"),
        "1.27": untilStartOf("2024-07-24"),
        "1.28": untilStartOf("2024-11-26"),
        "1.29": untilStartOf("2025-03-23"),
        "1.30": untilStartOf("2025-07-23"),
        "1.31": untilStartOf("2025-11-26"),
        "1.32": untilStartOf("2026-03-23"),
        "1.33": untilStartOf("2026-07-29"),
        "1.34": untilStartOf("2026-12-02"),
        "1.35": untilStartOf("2027-03-27"),
        "1.36": untilStartOf("2027-08-02"),
        "1.37": untilStartOf("2027-12-01"),
    },
};

/** A version of an engine, and the day in question. */
export interface EngineOnDay {
    /** As programs write it; `kubernetes` and `opensearch` for what has no choice of engines. */
    readonly engine: string;
    /** As programs write it, with or without its minor parts. */
    readonly version: string;
    /** The input that states the version. */
    readonly input: string;
    /** `YYYY-MM-DD`. */
    readonly today: string;
}

/** Support that is paid for, since the version's own has ended. */
export interface PaidSupport {
    /** For the name of a line: the version, and the last day of its standard support. */
    readonly of: string;
    readonly years: "Year 1 Year 2" | "Year 3";
}

/**
 * Undefined where nothing is paid on that day: for a version that is young enough, and one that no calendar has.
 * @throws WrongInput for a text that is no version of the engine, which nobody can tell from a young one
 */
export function paidSupport({ engine, version, input, today }: EngineOnDay): PaidSupport | undefined {
    const versions = Object.entries(entryOf(calendars, engine) ?? {});
    const [major = "", support] = versions.find(([old]) => `${version}.`.startsWith(`${old}.`)) ?? [];
    const [example] = versions.at(-1) ?? [];
    if (example !== undefined && version !== "" && !/^((OpenSearch|Elasticsearch)_)?\d/.test(version)) {
        throw new WrongInput(input, `a version such as ${example}`, version);
    }
    if (support === undefined || today < support.paidFrom) {
        return undefined;
    }
    const { standardUntil, thirdYearFrom } = support;
    return {
        of: `version ${major}, standard until ${standardUntil}`,
        years: thirdYearFrom !== undefined && today >= thirdYearFrom ? "Year 3" : "Year 1 Year 2",
    };
}
