import { Route53Client } from "@aws-sdk/client-route-53";
import { problemOf } from "./problem";

/** Where Route 53 is, when it is not AWS's own. */
export interface LiveAddress {
    /** Of an emulator, e.g. `http://127.0.0.1:5000`. The SDK also reads AWS_ENDPOINT_URL_ROUTE_53. */
    readonly endpoint?: string;
}

/** Enough for about ten seconds of throttling: the SDK waits up to 0.5 s, 1 s, 2 s, ... before each further attempt. */
const attempts = 6;

/**
 * A client that waits its turn. Route 53 throttles all callers of an account together: a bucket of 50 requests that
 * refills by 10 a second, and HTTP 400 with the code `Throttling` when it is empty
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html; older texts say 5 a second).
 * So requests go out one after the other, and the SDK's adaptive mode slows the client down as a whole once it has been
 * throttled: one client for one throttled resource is what that mode is for
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html). AWS_RETRY_MODE and AWS_MAX_ATTEMPTS win.
 * Route 53 is global, so the region only picks the partition; credentials come from the SDK's own chain (AWS_PROFILE, ...).
 */
export function connect({ endpoint }: LiveAddress): Route53Client {
    // The SDK's own switch. The lockfile holds a version that runs on every Node we support, so the news that a later one
    // will not is none for whoever reads an import's messages.
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
    const { AWS_REGION: region = "us-east-1", AWS_RETRY_MODE, AWS_MAX_ATTEMPTS } = process.env;
    return new Route53Client({
        region,
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(AWS_RETRY_MODE === undefined ? { retryMode: "adaptive" } : {}),
        ...(AWS_MAX_ATTEMPTS === undefined ? { maxAttempts: attempts } : {}),
        requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000 },
    });
}

/** @throws LiveZoneError that names the operation when the SDK has given up */
export async function asked<T>(operation: string, request: () => Promise<T>): Promise<T> {
    try {
        return await request();
    } catch (error) {
        throw problemOf(operation, error);
    }
}
