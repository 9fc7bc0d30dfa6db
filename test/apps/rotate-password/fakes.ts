import type { Login, SecretStore, Stage } from "../../../apps/rotate-password/rotation";

/** A secret as Secrets Manager keeps one while it rotates it: the pending version has no value at first. */
export class Secret implements SecretStore {
    readonly values = new Map<string, string>([["one", "old"]]);
    labels: Record<string, string[]> = { one: ["AWSCURRENT"], two: ["AWSPENDING"] };

    stages(): Promise<Record<string, string[]>> {
        return Promise.resolve(this.labels);
    }

    read(stage: Stage): Promise<string | undefined> {
        const [version = ""] = Object.entries(this.labels).find(([, labels]) => labels.includes(stage)) ?? [];
        return Promise.resolve(this.values.get(version));
    }

    propose(token: string, value: string): Promise<void> {
        this.values.set(token, value);
        return Promise.resolve();
    }

    promote({ to, from }: { readonly to: string; readonly from: string | undefined }): Promise<void> {
        this.labels = { [to]: ["AWSCURRENT"], ...(from === undefined ? {} : { [from]: ["AWSPREVIOUS"] }) };
        return Promise.resolve();
    }
}

/** A database with one login; counts what is left open and how often the password was set. */
export class Database implements Login {
    sessions = 0;
    changes = 0;
    readOnly = false;

    constructor(public password = "old") {}

    open(password: string): ReturnType<Login["open"]> {
        if (password !== this.password) {
            return Promise.resolve(undefined);
        }
        this.sessions += 1;
        return Promise.resolve({
            setPassword: (next) => {
                if (this.readOnly) {
                    return Promise.reject(new Error("cannot execute ALTER ROLE in a read-only transaction"));
                }
                this.password = next;
                this.changes += 1;
                return Promise.resolve();
            },
            close: () => {
                this.sessions -= 1;
                return Promise.resolve();
            },
        });
    }
}
