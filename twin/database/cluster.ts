import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Clock, TwinEvent } from "../api";
import type { Authority, Certificate } from "../authority";
import type { DatabaseMemberModel, DatabaseModel, Places } from "../place";
import type { Delay, Manner } from "../relay";
import type { RelayControl } from "../relay-control";
import type { Server } from "./server";
import { settingsText, upstreamText } from "./settings";

export interface DatabaseOptions {
    readonly clock: Clock;
    /** Holds the data directories; created when missing. */
    readonly directory: string;
    /** Keeps a fresh data directory per PostgreSQL version, so that later starts only copy it. */
    readonly cacheDirectory?: string;
    readonly authority: Authority;
    /**
     * Where the relay listens for what `from` sends to `to`: an address of the internet namespace that the cell of
     * `from` reaches, and that is there before the driver starts. Ports: the model's for apps, the next for WAL.
     */
    readonly relayAddress: (from: string, to: string) => string;
    /** The relay's program, to which the path of its control socket is added. */
    readonly relayCommand: readonly string[];
    /** Of PostgreSQL; the newest one that Debian's packages installed when left out. */
    readonly binDirectory?: string;
    readonly emit: (event: TwinEvent) => void;
    readonly onWriterMoved?: (region: string) => void;
}

export interface Member {
    readonly model: DatabaseMemberModel;
    readonly server: Server;
    role: "writer" | "standby" | "fenced" | "rebuilding";
    /** The region whose WAL it is configured to take. */
    upstream: string | undefined;
    /** How its region is broken at the moment. */
    broken: Manner | undefined;
}

/** As on RDS, where it is reserved too, so that no plan can have it as its own user. */
export const superuser = "rdsadmin";
export const replicationUser = "antipode_replication";
const millisecondsPerSecond = 1000;

/** What the parts of the driver share: the members, who writes, and the way between them. */
export class Cluster {
    readonly replicationPassword = randomBytes(18).toString("base64url");
    readonly members = new Map<string, Member>();
    writer: string;
    epoch = 0;
    /** Set by the start; nothing crosses regions before. */
    relay: RelayControl | undefined;
    certificate: Certificate | undefined;

    constructor(
        readonly model: DatabaseModel,
        readonly options: DatabaseOptions,
        readonly places: Places,
    ) {
        this.writer = model.initialWriter;
    }

    member(region: string): Member {
        const found = this.members.get(region);
        if (found === undefined) {
            throw new Error(`no database in ${region}: expected one of ${[...this.members.keys()].join(", ")}`);
        }
        return found;
    }

    get writerMember(): Member {
        return this.member(this.writer);
    }

    others(region: string): Member[] {
        return [...this.members.values()].filter(({ model }) => model.region !== region);
    }

    emit(step: string, region: string): void {
        this.options.emit({ at: Date.now(), type: "database", step, region, epoch: this.epoch });
    }

    /** Milliseconds of this machine's clock for platform seconds. */
    scaled(platformSeconds: number): number {
        return (platformSeconds * millisecondsPerSecond) / this.options.clock.factor;
    }

    get accessFile(): string {
        return path.join(this.options.directory, "pg_hba.conf");
    }

    /** Writes what a member is to be at its next start or reload. */
    async configure(member: Member, state: { readonly readOnly?: boolean; readonly upstream?: string }): Promise<void> {
        const { certificate, model } = this;
        if (certificate === undefined) {
            throw new Error("the database has no certificate before it was started");
        }
        const { dataDirectory, socketDirectory } = member.server.site;
        const text = settingsText({
            listenAddress: member.role === "fenced" ? undefined : member.model.address,
            port: model.port,
            socketDirectory,
            accessFile: this.accessFile,
            certificateFile: certificate.certificateFile,
            keyFile: certificate.keyFile,
            upstream:
                state.upstream === undefined ? undefined : this.upstream(member.model.region, state.upstream, "wal"),
            readOnly: state.readOnly ?? false,
        });
        await writeFile(path.join(dataDirectory, "antipode.conf"), text, { mode: 0o600 });
    }

    /** Makes a member, at its next start, follow the writer. */
    async configureStandby(member: Member): Promise<void> {
        member.upstream = this.writer;
        await this.configure(member, { upstream: this.writer });
        await writeFile(path.join(member.server.site.dataDirectory, "standby.signal"), "");
    }

    /** How a region's server or base backup reaches another's; `wal` goes where the replication lag is. */
    upstream(from: string, to: string, kind: TrafficKind): string {
        return upstreamText({
            host: this.model.writerEndpoint,
            address: this.options.relayAddress(from, to),
            port: this.model.port + portOffset[kind],
            user: replicationUser,
            password: this.replicationPassword,
            caFile: this.options.authority.caFile,
            applicationName: from,
        });
    }

    routeName(from: string, to: string, kind: TrafficKind): string {
        return `${from} > ${to} (${kind})`;
    }

    /** Half the round trip each way; WAL waits for the declared lag besides, on its way from the writer. */
    delay(from: string, to: string, lagSeconds: number): Delay {
        const oneWay = this.model.roundTripMilliseconds(from, to) / 2 / this.options.clock.factor;
        return { there: oneWay, back: oneWay + this.scaled(lagSeconds) };
    }

    /**
     * Does something while WAL to `standby` has no lag besides the distance: a new stream's handshakes would cost the
     * lag half a dozen times, which no storage replication does.
     */
    async withoutLag(standby: string, work: () => Promise<void>): Promise<void> {
        const name = this.routeName(standby, this.writer, "wal");
        const writer = this.writer;
        await this.relay?.send({ command: "set-delay", name, delay: this.delay(standby, writer, 0) });
        try {
            await work();
        } finally {
            const delay = this.delay(standby, writer, this.model.replicationLagSeconds);
            await this.relay?.send({ command: "set-delay", name, delay });
        }
    }
}

export type TrafficKind = "apps" | "wal";
export const portOffset = { apps: 0, wal: 1 } satisfies Record<TrafficKind, number>;
