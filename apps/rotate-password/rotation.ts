import { randomInt } from "node:crypto";

/** What Secrets Manager sends, once a step (https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html). */
export interface RotationEvent {
    readonly SecretId: string;
    /** Names the version that this rotation makes. */
    readonly ClientRequestToken: string;
    readonly Step: string;
}

/** The labels of versions that a rotation moves. */
export type Stage = "AWSCURRENT" | "AWSPENDING" | "AWSPREVIOUS";

/** One secret of Secrets Manager. */
export interface SecretStore {
    /** Labels by version. */
    stages(): Promise<Readonly<Record<string, readonly string[]>>>;
    /** The value under a label; undefined when nothing has it. */
    read(stage: Stage): Promise<string | undefined>;
    /** Keeps a value under AWSPENDING, as the version `token`. */
    propose(token: string, value: string): Promise<void>;
    /** Moves AWSCURRENT. */
    promote(move: { readonly to: string; readonly from: string | undefined }): Promise<void>;
}

/** A database's writer, as the user whose password is rotated. */
export interface Login {
    /** Undefined when the password is refused; rejects when there is no answer. */
    open(password: string): Promise<Session | undefined>;
}

export interface Session {
    /** Rejects where nothing can be written, as on a server that was just demoted: the step is tried again later. */
    setPassword(password: string): Promise<void>;
    close(): Promise<void>;
}

export interface RotationParts {
    readonly secret: SecretStore;
    readonly login: Login;
}

type Step = (token: string, parts: RotationParts) => Promise<void>;

const steps: Readonly<Record<string, Step>> = {
    createSecret: createVersion,
    setSecret: setPassword,
    testSecret: testPassword,
    finishSecret: finish,
};

/**
 * One step of a rotation. Each may be repeated: Secrets Manager does that after a failure, also after one of which it
 * alone never heard the end.
 */
export async function rotate(
    { ClientRequestToken: token, Step: step }: RotationEvent,
    parts: RotationParts,
): Promise<void> {
    const run = Object.hasOwn(steps, step) ? steps[step] : undefined;
    if (run === undefined) {
        throw new RangeError(`Step: expected one of ${Object.keys(steps).join(", ")}, got ${step}`);
    }
    const labels = (await parts.secret.stages())[token];
    if (labels === undefined) {
        throw new RangeError(`ClientRequestToken: expected a version of the secret, got ${token}`);
    }
    if (labels.includes("AWSCURRENT")) {
        return;
    }
    if (!labels.includes("AWSPENDING")) {
        throw new RangeError(`ClientRequestToken: expected the version that is pending, got ${token}`);
    }
    await run(token, parts);
}

async function createVersion(token: string, { secret }: RotationParts): Promise<void> {
    const current = await known(secret, "AWSCURRENT");
    const pending = await secret.read("AWSPENDING");
    if (pending === undefined) {
        await secret.propose(token, newPassword(current.length));
    }
}

/** The password before the current one is tried too: a rotation by hand may have moved only the label. */
async function setPassword(_token: string, { secret, login }: RotationParts): Promise<void> {
    const pending = await known(secret, "AWSPENDING");
    const done = await login.open(pending);
    if (done !== undefined) {
        await done.close();
        return;
    }
    for (const stage of ["AWSCURRENT", "AWSPREVIOUS"] as const) {
        const password = await secret.read(stage);
        const session = password === undefined ? undefined : await login.open(password);
        if (session !== undefined) {
            await session.setPassword(pending).finally(() => session.close());
            return;
        }
    }
    throw new Error(
        "the database refuses every password that the secret holds: set one by hand (docs/runbooks/database.md)",
    );
}

async function testPassword(_token: string, { secret, login }: RotationParts): Promise<void> {
    const session = await login.open(await known(secret, "AWSPENDING"));
    if (session === undefined) {
        throw new Error("the database refuses the new password");
    }
    await session.close();
}

async function finish(token: string, { secret }: RotationParts): Promise<void> {
    const versions = Object.entries(await secret.stages());
    const [from] = versions.find(([, labels]) => labels.includes("AWSCURRENT")) ?? [];
    await secret.promote({ to: token, from });
}

async function known(secret: SecretStore, stage: Stage): Promise<string> {
    const value = await secret.read(stage);
    if (value === undefined) {
        throw new Error(`the secret holds nothing under ${stage}`);
    }
    return value;
}

/** As that of birth: nothing that a connection string, a shell or a database would read otherwise. */
const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** As strong as a 128-bit key, and the least that a secret may be born with; one that was set by hand may be shorter. */
const leastLength = 22;

function newPassword(length: number): string {
    return Array.from({ length: Math.max(length, leastLength) }, () => characters[randomInt(characters.length)]).join(
        "",
    );
}
