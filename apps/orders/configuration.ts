import * as z from "zod/mini";

/** What an instance is told by its environment; read once, at start. Durations are milliseconds. */
export interface Configuration {
    readonly host: string;
    readonly port: number;
    readonly region: string;
    readonly instance: string;
    readonly logLevel: (typeof logLevels)[number];
    readonly database: {
        readonly writerHost: string;
        readonly readerHost: string;
        readonly port: number;
        readonly name: string;
        readonly user: string;
        /** Read at each new connection, so that a rotated password needs no restart. */
        readonly passwordFile: string;
        /** Certificate authority in PEM; absent: Amazon's bundle for RDS. */
        readonly caFile: string | undefined;
    };
    readonly limits: Limits;
}

/** Every wait of the app has a limit, and each can be set: a drill on a compressed clock scales them. Milliseconds, but for `poolSize`. */
export interface Limits {
    /** DNS, TCP, TLS and authentication together, or the wait for a free connection. */
    readonly connectTimeout: number;
    /** The server's own limit; shorter than `queryTimeout`, so that its answer arrives and the outcome is known. */
    readonly statementTimeout: number;
    readonly lockTimeout: number;
    /** The client's limit for one statement: the only one that works when packets vanish. */
    readonly queryTimeout: number;
    /** How long a read waits for the reader before it asks the writer. */
    readonly readerTimeout: number;
    /** All attempts of one request together. Shorter than the clients' patience, or they never see the 503. */
    readonly requestBudget: number;
    /** How often the writer's name is looked up; Aurora's advice for clients is to hold a name for at most 5 s. */
    readonly writerLookup: number;
    /** Age at which a connection is replaced. */
    readonly connectionLifetime: number;
    /** How long SIGTERM waits for requests under way. */
    readonly drain: number;
    /** Connections an instance holds to each endpoint. */
    readonly poolSize: number;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const text = z.string({ error: "expected a text that is not empty, got nothing" });
const optionalText = z.optional(z.string());

function whole(low: number, high: number) {
    const expected = `expected a whole number from ${low} to ${high}`;
    const digits = z.string({ error: `${expected}, got nothing` }).check(
        z.refine((value) => /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high, {
            error: (issue) => `${expected}, got ${JSON.stringify(issue.input)}`,
        }),
    );
    return z.pipe(digits, z.transform(Number));
}

function milliseconds(standard: number) {
    return z._default(whole(1, 3_600_000), standard);
}

const environment = z.object({
    HOST: z._default(z.string(), "0.0.0.0"),
    PORT: whole(1, 65_535),
    REGION: text,
    INSTANCE_ID: text,
    LOG_LEVEL: z._default(
        z.enum(logLevels, {
            error: (issue) => `expected one of ${logLevels.join(", ")}, got ${JSON.stringify(issue.input)}`,
        }),
        "info",
    ),
    WRITER_HOST: text,
    READER_HOST: text,
    DATABASE_PORT: z._default(whole(1, 65_535), 5432),
    DATABASE_NAME: text,
    DATABASE_USER: text,
    DATABASE_PASSWORD_FILE: text,
    DATABASE_CA_FILE: optionalText,
    CONNECT_TIMEOUT_MS: milliseconds(1000),
    STATEMENT_TIMEOUT_MS: milliseconds(800),
    LOCK_TIMEOUT_MS: milliseconds(500),
    QUERY_TIMEOUT_MS: milliseconds(1000),
    READER_TIMEOUT_MS: milliseconds(500),
    REQUEST_BUDGET_MS: milliseconds(1500),
    WRITER_LOOKUP_MS: milliseconds(1000),
    CONNECTION_LIFETIME_MS: milliseconds(300_000),
    DRAIN_MS: milliseconds(10_000),
    POOL_SIZE: z._default(whole(1, 1000), 10),
});

/**
 * The only reader of the environment. An empty variable counts as absent.
 * Throws one Error that names every problem, a line each.
 */
export function readConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
    const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
    const parsed = environment.safeParse(present);
    const problems = parsed.success
        ? compareLimits(parsed.data)
        : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    if (!parsed.success || problems.length > 0) {
        throw new Error(["the environment is not valid:", ...problems.map((line) => `  - ${line}`)].join("\n"));
    }
    return arrange(parsed.data);
}

type Environment = z.infer<typeof environment>;

function compareLimits(settings: Environment): string[] {
    const pairs = [
        ["STATEMENT_TIMEOUT_MS", "QUERY_TIMEOUT_MS"],
        ["LOCK_TIMEOUT_MS", "QUERY_TIMEOUT_MS"],
        ["QUERY_TIMEOUT_MS", "REQUEST_BUDGET_MS"],
        ["CONNECT_TIMEOUT_MS", "REQUEST_BUDGET_MS"],
        ["READER_TIMEOUT_MS", "REQUEST_BUDGET_MS"],
    ] as const;
    return pairs
        .filter(([smaller, larger]) => settings[smaller] > settings[larger])
        .map(
            ([smaller, larger]) =>
                `${smaller}: expected at most ${larger} (${settings[larger]}), got ${settings[smaller]}`,
        );
}

function arrange(settings: Environment): Configuration {
    return {
        host: settings.HOST,
        port: settings.PORT,
        region: settings.REGION,
        instance: settings.INSTANCE_ID,
        logLevel: settings.LOG_LEVEL,
        database: {
            writerHost: settings.WRITER_HOST,
            readerHost: settings.READER_HOST,
            port: settings.DATABASE_PORT,
            name: settings.DATABASE_NAME,
            user: settings.DATABASE_USER,
            passwordFile: settings.DATABASE_PASSWORD_FILE,
            caFile: settings.DATABASE_CA_FILE,
        },
        limits: {
            connectTimeout: settings.CONNECT_TIMEOUT_MS,
            statementTimeout: settings.STATEMENT_TIMEOUT_MS,
            lockTimeout: settings.LOCK_TIMEOUT_MS,
            queryTimeout: settings.QUERY_TIMEOUT_MS,
            readerTimeout: settings.READER_TIMEOUT_MS,
            requestBudget: settings.REQUEST_BUDGET_MS,
            writerLookup: settings.WRITER_LOOKUP_MS,
            connectionLifetime: settings.CONNECTION_LIFETIME_MS,
            drain: settings.DRAIN_MS,
            poolSize: settings.POOL_SIZE,
        },
    };
}
