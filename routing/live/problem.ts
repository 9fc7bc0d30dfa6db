/**
 * Why nothing can be learnt of a live zone; one line for a person. `code` is the exit code of a command that it ends:
 * 2 what was asked for is wrong, 3 the environment lacks something (rights, credentials, network, room under the throttle).
 */
export class LiveZoneError extends Error {
    constructor(
        readonly code: 2 | 3,
        message: string,
        options?: ErrorOptions,
    ) {
        super(message, options);
        this.name = "LiveZoneError";
    }
}

/** Error codes of the API that say the same, as the SDK's retry rules list them (retryable as throttling). */
const throttlings = ["Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded", "SlowDown"];
const denials = ["AccessDenied", "AccessDeniedException", "NotAuthorizedException", "UnauthorizedOperation"];
/** https://docs.aws.amazon.com/Route53/latest/APIReference/CommonErrors.html */
const badCredentials = [
    ...[
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidClientTokenId",
        "MissingAuthenticationToken",
    ],
    ...["RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException"],
];
const missing = ["NoSuchHostedZone", "NoSuchHealthCheck", "NoSuchCidrCollectionException"];
const refusals = ["InvalidInput", "InvalidDomainName", "InvalidArgument", "ValidationError", "ValidationException"];

/** What became of a request, from the error that the SDK gave up with. `operation` is its name, e.g. `GetHostedZone`. */
export function problemOf(operation: string, error: unknown): LiveZoneError {
    const { name, code, message, attempts, status } = partsOf(error);
    const problem = (exit: 2 | 3, text: string) => new LiveZoneError(exit, text, { cause: error });
    if (throttlings.includes(name)) {
        return problem(
            3,
            `${operation} was throttled ${attempts} times: Route 53 gives an account 10 requests a second for all its callers; try again later, or set AWS_MAX_ATTEMPTS`,
        );
    }
    if (denials.includes(name)) {
        return problem(3, `access denied: ${operation} needs the IAM action route53:${operation} (${message})`);
    }
    if (name === "CredentialsProviderError" || name === "TokenProviderError") {
        return problem(3, "no AWS credentials found: set AWS_PROFILE, or what the AWS SDK reads otherwise");
    }
    if (badCredentials.includes(name)) {
        return problem(3, `AWS refused the credentials at ${operation}: ${name}: ${message}`);
    }
    if (missing.includes(name) || refusals.includes(name)) {
        return problem(2, `${operation}: ${name}: ${message}`);
    }
    if (code !== "" || name === "TimeoutError") {
        return problem(3, `Route 53 cannot be reached at ${operation}: ${code === "" ? name : code}: ${message}`);
    }
    if (status === 404) {
        return problem(3, `${operation} is not known to this endpoint (HTTP 404)`);
    }
    return problem(3, `${operation} failed: ${name}${status === undefined ? "" : ` (HTTP ${status})`}: ${message}`);
}

/** Whether a request failed for a right that it needs, or for an operation that the endpoint does not have. */
export function isUnavailable(error: unknown): boolean {
    const { name, status } = partsOf(error);
    return denials.includes(name) || status === 404 || status === 501;
}

interface Parts {
    readonly name: string;
    /** Node's own, for what went wrong below HTTP: `ECONNREFUSED`. */
    readonly code: string;
    readonly message: string;
    readonly attempts: number;
    readonly status?: number;
}

function partsOf(error: unknown): Parts {
    if (!(error instanceof Error)) {
        return { name: "Error", code: "", message: String(error), attempts: 1 };
    }
    const { code, $metadata } = error as Error & {
        readonly code?: unknown;
        readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number };
    };
    const text = error.message || (error instanceof AggregateError ? messagesOf(error) : "");
    const status = $metadata?.httpStatusCode;
    return {
        name: error.name,
        code: typeof code === "string" && /^E[A-Z_]+$/.test(code) ? code : "",
        message: text.split("\n")[0] ?? "",
        attempts: $metadata?.attempts ?? 1,
        ...(status === undefined ? {} : { status }),
    };
}

/** Node tries every address of a name and reports all failures as one. */
function messagesOf({ errors }: AggregateError): string {
    return errors.map((one) => (one instanceof Error ? one.message : String(one))).join("; ");
}
