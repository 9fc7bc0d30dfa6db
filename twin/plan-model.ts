import type { Plan, PlanResource, PlanValue } from "../plan/plan";
import { buildCell } from "./plan-cell";
import { buildDatabase } from "./plan-database";
import { refuse } from "./errors";
import type { Assumptions, TwinModel } from "./model";
import { listOf, objectOf, PlanIndex } from "./plan-index";
import { parseNetwork, type Network } from "./subnet";
import { Values } from "./values";

/** What builders share while a plan is read: problems are collected, addresses handed out once. */
export interface Reading {
    readonly index: PlanIndex;
    readonly values: Values;
    readonly problems: string[];
    readonly subnet: (resource: PlanResource) => Network;
    /** The next free place of a subnet for something with a fixed address. */
    readonly place: (resource: PlanResource) => number;
}

/** Addresses in a subnet: machines of its own begin here, instances of scaling groups at {@link firstInstance}. */
const firstFixed = 6;
export const firstInstance = 26;

const platformType = "antipode:platform:Platform";
const cellType = "antipode:platform:Cell";

/**
 * Reads a plan by AWS types and references only. Throws one error (exit 2) that names everything which the twin
 * cannot run.
 */
export function buildModel(plan: Plan, seed: string): TwinModel {
    const index = new PlanIndex(plan);
    const platform = index.ofType(platformType)[0];
    if (platform === undefined) {
        refuse(`the plan of stack ${plan.stack} cannot run as a twin`, [`expected a ${platformType}, got none`]);
    }
    const reading = startReading(index, new Values(index, seed));
    const cells = index.ofType(cellType).map((cell) => buildCell(reading, cell));
    const assumptions = readAssumptions(platform?.inputs["assumptions"]);
    const writer = reading.values.text(platform?.inputs["initialWriter"]);
    const database = buildDatabase(reading, { initialWriter: writer, assumptions });
    const balancers = cells.flatMap(({ region, balancers: own }) => own.map(({ dnsName }) => [dnsName, region]));
    reading.problems.push(
        ...missingRoundTrips(
            cells.map(({ region }) => region),
            assumptions,
        ),
    );
    refuse(`the plan of stack ${plan.stack} cannot run as a twin`, reading.problems);
    return {
        stack: plan.stack,
        domain: `app.${reading.values.text(platform?.inputs["domain"])}`,
        cells,
        database,
        assumptions,
        objects: readObjects(reading),
        secrets: Object.fromEntries(cells.map(({ region }) => [region, readSecrets(reading, region)])),
        balancerNames: Object.fromEntries(balancers) as { [name: string]: string },
    };
}

function startReading(index: PlanIndex, values: Values): Reading {
    const problems: string[] = [];
    const taken = new Map<string, number>();
    const subnet = (resource: PlanResource) => {
        const network = parseNetwork(values.text(resource.inputs["cidrBlock"]));
        if (network === undefined) {
            problems.push(`${resource.name}: expected cidrBlock to be an IPv4 network`);
        }
        return network ?? { base: 0, prefix: 0 };
    };
    const place = (resource: PlanResource) => {
        const next = taken.get(resource.urn) ?? firstFixed;
        taken.set(resource.urn, next + 1);
        return next;
    };
    return { index, values, problems, subnet, place };
}

function readAssumptions(value: PlanValue | undefined): Assumptions {
    const given = objectOf(value);
    const delay = objectOf(given["healthToDnsSeconds"]);
    const seconds = (input: PlanValue | undefined) => (typeof input === "number" ? input : 0);
    return {
        bootSeconds: seconds(given["bootSeconds"]),
        healthToDnsSeconds: { min: seconds(delay["min"]), max: seconds(delay["max"]) },
        regionRttMilliseconds: objectOf(given["regionRttMilliseconds"]) as Assumptions["regionRttMilliseconds"],
        replicationLagSeconds: seconds(given["replicationLagSeconds"]),
        promotionSeconds: seconds(given["promotionSeconds"]),
    };
}

/** Round trip between two regions in platform milliseconds; the table may give either direction. */
export function roundTrip({ regionRttMilliseconds: table }: Assumptions, from: string, to: string): number | undefined {
    return from === to ? 0 : (table[from]?.[to] ?? table[to]?.[from]);
}

function missingRoundTrips(regions: readonly string[], assumptions: Assumptions): string[] {
    const pairs = regions.flatMap((from, i) => regions.slice(i + 1).map((to) => [from, to] as const));
    return pairs
        .filter(([from, to]) => roundTrip(assumptions, from, to) === undefined)
        .map(([from, to]) => `assumptions.regionRttMilliseconds: expected a round trip ${from} - ${to}, got none`);
}

function readObjects({ index, values }: Reading): { [bucketAndKey: string]: string } {
    const types = ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"];
    const entries = types
        .flatMap((type) => index.ofType(type))
        .flatMap((object) => {
            const asset = objectOf(objectOf(object.inputs["source"])["$asset"])["path"];
            const name = `${values.text(object.inputs["bucket"])}/${values.text(object.inputs["key"])}`;
            return typeof asset === "string" ? [[name, asset] as const] : [];
        });
    return Object.fromEntries(entries);
}

/** What a call in a region finds: the secrets made there or replicated to it, by every name that a call may use. */
function readSecrets({ index, values }: Reading, region: string): { [name: string]: string } {
    const versions = index.ofType("aws:secretsmanager/secretVersion:SecretVersion");
    const entries = versions.flatMap((version) => {
        const secret = index.target(version.inputs["secretId"]);
        const replicas = listOf(secret?.inputs["replicas"]).map((replica) => values.text(objectOf(replica)["region"]));
        if (secret === undefined || ![secret.region, ...replicas].includes(region)) {
            return [];
        }
        const value = values.text(version.inputs["secretStringWo"]) || values.text(version.inputs["secretString"]);
        return ["name", "id", "arn"].map((output) => [values.output(secret.urn, output), value] as const);
    });
    return Object.fromEntries(entries);
}

/** Values of a list input, each as text. */
export function texts({ values }: Reading, value: PlanValue | undefined): string[] {
    return listOf(value).map((entry) => values.text(entry));
}
