import type { ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readUserData, type InstanceProgram, type Service } from "./cloud-init";
import type { EventLog } from "./event-log";
import type { Places } from "./place";

export interface InstanceOptions {
    readonly id: string;
    readonly region: string;
    readonly address: string;
    /** Its own root folder: `/opt/orders` of the instance is `<folder>/opt/orders`. */
    readonly folder: string;
    readonly userData: string;
    readonly places: Places;
    readonly log: EventLog;
    readonly resolvConf: string;
    /** Path of a bucket's object on this machine. */
    readonly object: (name: string) => string | undefined;
    readonly secret: (name: string) => string | undefined;
    /** What the twin adds to every service: where to listen, whom to trust. */
    readonly environment: { readonly [name: string]: string };
}

/** One EC2 instance: does what its user data says, then keeps its service running as systemd would. */
export class Instance {
    private child: ChildProcess | undefined;
    private restart: NodeJS.Timeout | undefined;
    private gone = false;
    private readonly program: InstanceProgram;
    private readonly paths: ReadonlyMap<string, string>;

    constructor(readonly options: InstanceOptions) {
        const problems: string[] = [];
        this.program = readUserData(options.userData, options.id, problems);
        const { files, objects, secrets } = this.program;
        this.paths = new Map([...files, ...objects, ...secrets].map(({ path }) => [path, join(options.folder, path)]));
    }

    get pid(): number | undefined {
        return this.child?.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
    }

    /** Cloud-init, then the service. Throws when the user data asks for an object or a secret that the plan lacks. */
    launch(): void {
        for (const { path, content } of this.program.files) {
            this.write(path, content);
        }
        for (const { name, path } of this.program.secrets) {
            this.write(path, known(this.options.secret(name), `the secret ${name}`));
        }
        for (const { name, path } of this.program.objects) {
            const target = this.at(path);
            mkdirSync(dirname(target), { recursive: true });
            copyFileSync(known(this.options.object(name), `the object s3://${name}`), target);
        }
        this.program.services.forEach((service) => this.run(service));
    }

    /** The instance is no more (its region was lost, or the twin ends): nothing is started again. */
    lose(): void {
        this.gone = true;
        clearTimeout(this.restart);
        this.child?.kill("SIGKILL");
    }

    private run(service: Service): void {
        const { id, region, places, folder, resolvConf, log, environment } = this.options;
        const name = `${service.name}-${region}-${id}`;
        const own = Object.entries(service.environment).map(([key, value]) => [key, this.at(value)]);
        const child = places.start(
            region,
            service.command.map((word) => this.executable(word)),
            {
                name,
                resolvConf,
                directory: folder,
                environment: { ...(Object.fromEntries(own) as { [key: string]: string }), ...environment },
            },
        );
        this.child = child;
        log.note({ type: "process", name, state: "started" });
        child.on("error", () => undefined);
        child.on("exit", (code, signal) => {
            if (this.gone) {
                return;
            }
            log.note({ type: "process", name, state: "exited", detail: signal ?? `code ${String(code)}` });
            if (service.restartSeconds !== undefined) {
                this.restart = setTimeout(() => this.run(service), service.restartSeconds * 1000);
            }
        });
    }

    /** Paths that the user data made lie under the instance's own folder; everything else is taken as it is. */
    private at(path: string): string {
        return this.paths.get(path) ?? path;
    }

    private executable(word: string): string {
        return word === "/usr/bin/node" ? process.execPath : this.at(word);
    }

    private write(path: string, content: string): void {
        const target = this.at(path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content, { mode: 0o600 });
    }
}

function known(value: string | undefined, what: string): string {
    if (value === undefined) {
        throw new Error(`user data asks for ${what}, which the plan does not have`);
    }
    return value;
}
