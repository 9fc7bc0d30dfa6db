/** What a client is told by its environment. */
export interface Settings {
    /** Origin without a path, e.g. https://app.example.com */
    readonly target: string;
    /** Requests a second of each operation. */
    readonly rate: number;
    readonly durationMilliseconds: number;
    readonly clientClass: "honest" | "keep-alive";
    /** Patience with one request. */
    readonly timeoutMilliseconds: number;
    readonly client: string;
    readonly seedOrders: number;
    /** How long seeding may take. */
    readonly seedLimitMilliseconds: number;
}

/** Reads the environment once and throws one Error that names every problem: k6 then ends before its first request. */
export function readSettings(environment: { readonly [name: string]: string | undefined }): Settings {
    const problems: string[] = [];
    const take = (name: string, rule: { expected: string; pattern: RegExp; standard?: string }): string => {
        const given = environment[name];
        const value = given === undefined || given === "" ? rule.standard : given;
        if (value === undefined || !rule.pattern.test(value)) {
            problems.push(`${name}: expected ${rule.expected}, got ${value === undefined ? "nothing" : `"${value}"`}`);
            return "";
        }
        return value;
    };
    const count = { expected: "a whole number above 0", pattern: /^[1-9]\d*$/ };
    const settings: Settings = {
        target: take("TARGET_URL", {
            expected: "an origin such as https://app.example.com",
            pattern: /^https?:\/\/[^/]+$/,
        }),
        rate: Number(take("RATE", count)),
        durationMilliseconds: milliseconds(
            take("DURATION", { expected: "a duration such as 90s or 1500ms", pattern: /^\d+(\.\d+)?(ms|s|m)$/ }),
        ),
        clientClass: take("CLIENT_CLASS", { expected: "honest or keep-alive", pattern: /^(honest|keep-alive)$/ }) as
            "honest" | "keep-alive",
        timeoutMilliseconds: Number(take("TIMEOUT_MS", { ...count, standard: "2000" })),
        client: take("CLIENT", { expected: "a name of letters, digits and hyphens", pattern: /^[a-z\d-]+$/ }),
        seedOrders: Number(take("SEED_ORDERS", { ...count, standard: "10" })),
        seedLimitMilliseconds: Number(take("SEED_LIMIT_MS", { ...count, standard: "20000" })),
    };
    if (problems.length > 0) {
        throw new Error(["the environment is not valid:", ...problems.map((line) => `  - ${line}`)].join("\n"));
    }
    return settings;
}

const unitMilliseconds: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000 };

function milliseconds(duration: string): number {
    const [, amount, unit] = /^([\d.]+)(\D+)$/.exec(duration) ?? [];
    return Math.round(Number(amount) * (unitMilliseconds[unit ?? ""] ?? NaN));
}
