import type { SecretStore } from "./rotation";
import { authorization } from "./signature";

/** What Lambda tells a function of itself, in its environment. */
export interface Caller {
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
}

/** Milliseconds: of the minute that the function has, one answer gets a sixth. */
const answerTimeout = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * One secret of Secrets Manager, by four calls of its API
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html).
 */
export function secretsManager(caller: Caller, secretId: string, send: typeof fetch = fetch): SecretStore {
    const call = (action: string, fields: Fields = {}) =>
        ask({ caller, action, send }, JSON.stringify({ SecretId: secretId, ...fields }));
    return {
        stages: async () => (await call("DescribeSecret"))["VersionIdsToStages"] as Record<string, string[]>,
        read: async (stage) => {
            try {
                return (await call("GetSecretValue", { VersionStage: stage }))["SecretString"] as string;
            } catch (error) {
                if (error instanceof RefusedError && error.code === "ResourceNotFoundException") {
                    return undefined;
                }
                throw error;
            }
        },
        propose: async (token, value) => {
            const version = { ClientRequestToken: token, SecretString: value, VersionStages: ["AWSPENDING"] };
            await call("PutSecretValue", version);
        },
        promote: async ({ to, from }) => {
            const removed = from === undefined ? {} : { RemoveFromVersionId: from };
            await call("UpdateSecretVersionStage", { VersionStage: "AWSCURRENT", MoveToVersionId: to, ...removed });
        },
    };
}

class RefusedError extends Error {
    override readonly name = "RefusedError";

    constructor(
        action: string,
        readonly code: string,
        reason: string,
    ) {
        super(`${action}: ${code}: ${reason}`);
    }
}

interface Call {
    readonly caller: Caller;
    readonly action: string;
    readonly send: typeof fetch;
}

async function ask({ caller, action, send }: Call, body: string): Promise<Fields> {
    const url = new URL(`https://secretsmanager.${caller.region}.amazonaws.com/`);
    const headers = {
        "content-type": "application/x-amz-json-1.1",
        host: url.host,
        "x-amz-date": new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ""),
        "x-amz-security-token": caller.sessionToken,
        "x-amz-target": `secretsmanager.${action}`,
    };
    const signed = authorization({ method: "POST", url, headers, body }, { ...caller, service: "secretsmanager" });
    const answer = await send(url, {
        method: "POST",
        headers: { ...headers, authorization: signed },
        body,
        signal: AbortSignal.timeout(answerTimeout),
    });
    const fields = (await answer.json()) as Fields;
    if (!answer.ok) {
        // The type comes with a namespace or without: `com.amazonaws...#ResourceNotFoundException`.
        const [code = ""] = textOf(fields["__type"]).split("#").slice(-1);
        throw new RefusedError(
            action,
            code || `status ${answer.status}`,
            textOf(fields["Message"] ?? fields["message"]),
        );
    }
    return fields;
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}
