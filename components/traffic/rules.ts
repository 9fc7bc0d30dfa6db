import { problemIf, show, type Problem } from "../shared/problems";
import type { Region } from "../shared/regions";
import type { FailoverControl, Location, PerRegion, TrafficPolicy, TrafficSettings } from "./settings";

/** What the rules need to know of a cell. */
export interface CellFacts {
    readonly region: Region;
    /** Undefined while a person has not said its role. */
    readonly active?: boolean | undefined;
    readonly dualStack?: boolean | undefined;
}

/** Route 53's highest weight (https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html). */
const highestWeight = 255;

/** CloudWatch looks back a day at most (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html). */
const longestMinutes = 24 * 60;

/**
 * Every contradiction between settings and the platform's cells; paths are relative to the settings.
 */
export function checkTraffic(
    { policy, healthCheck, failoverControl }: TrafficSettings,
    cells: readonly CellFacts[],
): Problem[] {
    return [
        ...checkPolicy(policy, cells),
        ...problemIf(
            policy.kind === "geolocation" &&
                failoverControl.kind === "regionSwitch" &&
                cells.every(({ active }) => active === true),
            "policy.kind",
            "expected latency, weighted or failover with regionSwitch (it finds one record for a region), got geolocation",
        ),
        ...checkControl(failoverControl, cells),
        ...problemIf(
            healthCheck === "none" && (failoverControl.kind === "stop" || failoverControl.kind === "routingControl"),
            "healthCheck",
            `expected a health check with failoverControl ${failoverControl.kind} (a switch is no detector), got "none"`,
        ),
    ];
}

/** What is wrong with the cells together, with paths such as `us-east-1.dualStack`. */
export function checkCells(cells: readonly CellFacts[]): Problem[] {
    const mixed = new Set(cells.map(({ dualStack }) => dualStack === true)).size > 1;
    return cells.flatMap(({ region, dualStack }) =>
        problemIf(
            mixed && dualStack !== true,
            `${region}.dualStack`,
            "expected every cell to be dual-stack or none (an IPv6 client could not be moved to this one)",
        ),
    );
}

function checkPolicy(policy: TrafficPolicy, cells: readonly CellFacts[]): Problem[] {
    switch (policy.kind) {
        case "latency":
            return [];
        case "failover":
            return checkOrder(policy.order, cells);
        case "weighted":
            return checkWeights(policy.weights, cells);
        case "geolocation":
            return checkLocations(policy, cells);
    }
}

function checkOrder(order: readonly Region[], cells: readonly CellFacts[]): Problem[] {
    const path = "policy.order";
    const known = cells.map(({ region }) => region);
    const missing = known.filter((region) => !order.includes(region));
    const roles = new Map(cells.map(({ region, active }) => [region, active]));
    return [
        ...order.flatMap((region, index) => [
            ...problemIf(
                !known.includes(region),
                `${path}.${index}`,
                `expected a region of the platform, got ${show(region)}`,
            ),
            ...problemIf(
                order.indexOf(region) < index,
                `${path}.${index}`,
                `expected each region once, got ${show(region)} again`,
            ),
            ...problemIf(
                roles.get(region) === true && order.slice(0, index).some((earlier) => roles.get(earlier) === false),
                `${path}.${index}`,
                `expected active cells before standby ones, got ${show(region)} after a standby`,
            ),
        ]),
        ...problemIf(missing.length > 0, path, `expected every cell once, got none of ${missing.join(", ")}`),
    ];
}

function checkWeights(weights: PerRegion<number>, cells: readonly CellFacts[]): Problem[] {
    const path = "policy.weights";
    const listed = entries(weights);
    const missing = cells.filter(({ region, active }) => active === true && weights[region] === undefined);
    return [
        ...listed.flatMap(([region, weight]) => [
            ...onlyActive(`${path}.${region}`, region, cells),
            ...problemIf(
                !Number.isInteger(weight) || weight < 0 || weight > highestWeight,
                `${path}.${region}`,
                `expected a whole number from 0 to ${highestWeight}, got ${weight}`,
            ),
        ]),
        ...missing.map(({ region }) => ({
            path: `${path}.${region}`,
            message: "expected a weight for each active cell, got nothing",
        })),
        ...problemIf(
            listed.length > 0 && listed.every(([, weight]) => weight === 0),
            path,
            "expected a weight above 0 (Route 53 takes all zeros for equal shares), got none",
        ),
    ];
}

function checkLocations(
    { locations, default: fallback }: Extract<TrafficPolicy, { kind: "geolocation" }>,
    cells: readonly CellFacts[],
): Problem[] {
    const path = "policy.locations";
    const places = entries(locations).flatMap(([region, list]) =>
        list.map((location, index) => ({ path: `${path}.${region}.${index}`, key: locationKey(location) })),
    );
    return [
        ...entries(locations).flatMap(([region]) => onlyActive(`${path}.${region}`, region, cells)),
        ...places.flatMap(({ path: where, key }, index) =>
            problemIf(
                places.findIndex((earlier) => earlier.key === key) < index,
                where,
                `expected each location once, got ${key} again`,
            ),
        ),
        ...entries(locations).flatMap(([region, list]) =>
            list.flatMap((location, index) => checkCodes(`${path}.${region}.${index}`, location)),
        ),
        ...onlyActive("policy.default", fallback, cells),
    ];
}

/** Codes that Route 53's API would refuse; that a country exists is left to it. */
function checkCodes(path: string, location: Location): Problem[] {
    const codes = Object.entries(location).filter(([field]) => field !== "continent");
    return codes.flatMap(([field, code]) =>
        problemIf(!/^[A-Z]{2}$/.test(code), `${path}.${field}`, `expected two capital letters, got ${show(code)}`),
    );
}

/** One spelling for a location, as names of records and messages show it: `EU` the continent is `continent-EU`. */
export function locationKey(location: Location): string {
    if ("continent" in location) {
        return `continent-${location.continent}`;
    }
    return "state" in location ? `${location.country}-${location.state}` : location.country;
}

function onlyActive(path: string, region: Region, cells: readonly CellFacts[]): Problem[] {
    const cell = cells.find((one) => one.region === region);
    return problemIf(
        cell === undefined || cell.active === false,
        path,
        `expected an active cell of the platform, got ${show(region)}`,
    );
}

function checkControl(control: FailoverControl, cells: readonly CellFacts[]): Problem[] {
    const path = "failoverControl";
    if (control.kind === "stop") {
        return checkStop(path, control);
    }
    if (control.kind !== "regionSwitch") {
        return [];
    }
    const { healthCheckIds, approval } = control;
    const regions = cells.map(({ region }) => region);
    const named = healthCheckIds === undefined ? regions : entries(healthCheckIds).map(([region]) => region);
    return [
        ...problemIf(
            cells.length !== 2,
            `${path}.kind`,
            `expected two regions with regionSwitch (ARC moves between two), got ${cells.length}`,
        ),
        ...problemIf(
            [...named].sort().join() !== [...regions].sort().join(),
            `${path}.healthCheckIds`,
            `expected a check for each of ${regions.join(", ")}, got ${named.join(", ") || "none"}`,
        ),
        ...(approval.kind === "none"
            ? []
            : problemIf(
                  !/^arn:aws:iam::\d{12}:role\/\S+$/.test(approval.arn),
                  `${path}.approval.arn`,
                  `expected the arn of an IAM role, got ${show(approval.arn)}`,
              )),
    ];
}

function checkStop(path: string, control: Extract<FailoverControl, { kind: "stop" }>): Problem[] {
    const { switchRegions, errorsPerMinute, errorMinutes } = control;
    const [first, second] = switchRegions;
    return [
        ...problemIf(
            first === second,
            `${path}.switchRegions`,
            `expected two different regions (a switch must not die with its cell), got ${first} twice`,
        ),
        ...problemIf(!(errorsPerMinute >= 0), `${path}.errorsPerMinute`, `expected 0 or more, got ${errorsPerMinute}`),
        ...problemIf(
            !Number.isInteger(errorMinutes) || errorMinutes < 1 || errorMinutes > longestMinutes,
            `${path}.errorMinutes`,
            `expected a whole number from 1 to ${longestMinutes} (CloudWatch looks back a day), got ${errorMinutes}`,
        ),
    ];
}

function entries<T>(values: PerRegion<T>): [Region, T][] {
    return Object.entries(values) as [Region, T][];
}
