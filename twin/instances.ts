import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "./api";
import { realMilliseconds } from "./clock";
import { readUserData } from "./cloud-init";
import type { EventLog } from "./event-log";
import { Instance } from "./instance";
import type { CellModel, ScalingGroupModel, TwinModel } from "./model";
import type { Places } from "./place";
import { firstInstance } from "./plan-model";
import { hostAddress } from "./subnet";

export interface InstancesOptions {
    readonly model: TwinModel;
    readonly cell: CellModel;
    readonly directory: string;
    /** Where assets of the plan lie: the project's root. */
    readonly root: string;
    readonly clock: Clock;
    readonly places: Places;
    readonly log: EventLog;
    readonly resolvConf: string;
    readonly caFile: string;
}

/** Addresses of a group's instances, one after the other over its zones. */
export function instanceAddresses({ minimum, subnets }: ScalingGroupModel): string[] {
    return Array.from({ length: minimum }, (_, i) => {
        const subnet = subnets[i % subnets.length];
        return subnet === undefined ? "" : hostAddress(subnet, firstInstance + Math.floor(i / subnets.length));
    });
}

/** What the user data of a plan's instances asks for and cannot have here; empty when all of it can run. */
export function checkUserData(model: TwinModel, root: string): string[] {
    const running = model.cells.flatMap(({ region, groups }) => groups.map((group) => ({ region, group })));
    return running.flatMap(({ region, group }) => {
        const problems: string[] = [];
        const { objects, secrets, services } = readUserData(group.userData, "i-check", problems);
        for (const { name } of objects) {
            const path = model.objects[name];
            const missing = path === undefined ? "which no object of the plan is" : `whose file ${path} is missing`;
            if (path === undefined || !existsSync(join(root, path))) {
                problems.push(`user data: s3://${name}, ${missing}`);
            }
        }
        const unknown = secrets.filter(({ name }) => model.secrets[region]?.[name] === undefined);
        problems.push(...unknown.map(({ name }) => `user data: the secret ${name}, which the plan does not have`));
        if (services.length === 0) {
            problems.push("user data: expected runcmd to start a service");
        }
        return problems.map((problem) => `${group.name} (${region}): ${problem}`);
    });
}

/** The scaling groups of one cell, each at its minimum: the twin's load never moves a target-tracking policy. */
export class CellInstances {
    private running: Instance[] = [];
    private readonly boots = new Set<NodeJS.Timeout>();
    private launched = 0;

    constructor(private readonly options: InstancesOptions) {}

    get instances(): readonly Instance[] {
        return this.running;
    }

    /** All instances at once, booted already: the platform has been up for long when a drill begins. */
    start(): void {
        this.each((group, address) => this.launch(group, address));
    }

    /** What the scaling groups do after their region is back: new instances, each after the declared boot time. */
    replace(): void {
        const { model, clock } = this.options;
        this.each((group, address) => {
            const boot = setTimeout(
                () => {
                    this.boots.delete(boot);
                    this.launch(group, address);
                },
                realMilliseconds(model.assumptions.bootSeconds, clock),
            );
            this.boots.add(boot);
        });
    }

    /** Every instance is gone at once, with what was still booting. */
    lose(): void {
        this.boots.forEach((boot) => clearTimeout(boot));
        this.boots.clear();
        this.running.forEach((instance) => instance.lose());
        this.running = [];
    }

    private each(visit: (group: ScalingGroupModel, address: string) => void): void {
        for (const group of this.options.cell.groups) {
            instanceAddresses(group).forEach((address) => visit(group, address));
        }
    }

    private launch(group: ScalingGroupModel, address: string): void {
        const { model, cell, directory, root, places, log, resolvConf, caFile } = this.options;
        this.launched += 1;
        const unique = createHash("sha256")
            .update(`${cell.region} ${group.name} ${this.launched.toFixed()}`)
            .digest("hex");
        const id = `i-${unique.slice(0, 17)}`;
        const instance = new Instance({
            id,
            region: cell.region,
            address,
            folder: join(directory, "instances", cell.region, id),
            userData: group.userData,
            places,
            log,
            resolvConf,
            object: (name) => {
                const path = model.objects[name];
                return path === undefined ? undefined : join(root, path);
            },
            secret: (name) => model.secrets[cell.region]?.[name],
            environment: { HOST: address, DATABASE_CA_FILE: caFile },
        });
        this.running.push(instance);
        instance.launch();
    }
}
