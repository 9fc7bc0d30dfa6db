import { createHash, createHmac } from "node:crypto";

/** A request as it is signed. */
export interface SignedRequest {
    readonly method: "GET" | "POST";
    readonly url: URL;
    /** Lower-case names, with `host` and `x-amz-date`. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}

export interface Signer {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly region: string;
    readonly service: string;
}

const algorithm = "AWS4-HMAC-SHA256";

/**
 * The `authorization` header of a request to AWS
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). Four calls do not earn a
 * client of two megabytes in a function that must start fast.
 */
export function authorization({ method, url, headers, body }: SignedRequest, signer: Signer): string {
    const time = headers["x-amz-date"] ?? "";
    const scope = [time.slice(0, 8), signer.region, signer.service, "aws4_request"];
    const entries = Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1));
    const names = entries.map(([name]) => name).join(";");
    const canonical = [
        method,
        url.pathname,
        url.search.slice(1),
        ...entries.map(([name, value]) => `${name}:${value.trim()}`),
        "",
        names,
        sha256(body),
    ].join("\n");
    const text = [algorithm, time, scope.join("/"), sha256(canonical)].join("\n");
    const key = scope.reduce<string | Buffer>(hmac, `AWS4${signer.secretAccessKey}`);
    const signature = hmac(key, text).toString("hex");
    return `${algorithm} Credential=${signer.accessKeyId}/${scope.join("/")}, SignedHeaders=${names}, Signature=${signature}`;
}

function sha256(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
    return createHmac("sha256", key).update(text).digest();
}
