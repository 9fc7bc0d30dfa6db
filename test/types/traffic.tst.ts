import { expect, test } from "tstyche";
import type { FailoverControl, TrafficPolicy, TrafficSettings } from "../../components/traffic";
import type { ErrorCount, Location } from "../../components/traffic/settings";

test("each policy carries what it needs", () => {
    expect<TrafficPolicy>().type.toBeAssignableFrom<{ kind: "latency" }>();
    expect<TrafficPolicy>().type.toBeAssignableFrom<{ kind: "failover"; order: ["eu-west-1", "us-east-1"] }>();
    expect<TrafficPolicy>().type.toBeAssignableFrom<{ kind: "weighted"; weights: { "eu-west-1": 1 } }>();
    expect<TrafficPolicy>().type.toBeAssignableFrom<{
        kind: "geolocation";
        locations: { "eu-west-1": [{ continent: "EU" }] };
        default: "eu-west-1";
    }>();
});

test("a policy without its part, with another's, or over no region of AWS does not compile", () => {
    expect<TrafficPolicy>().type.not.toBeAssignableFrom<{ kind: "failover" }>();
    expect<TrafficPolicy>().type.not.toBeAssignableFrom<{ kind: "weighted"; order: ["eu-west-1"] }>();
    expect<TrafficPolicy>().type.not.toBeAssignableFrom<{ kind: "failover"; order: ["eu-wset-1"] }>();
    expect<TrafficPolicy>().type.not.toBeAssignableFrom<{ kind: "geolocation"; locations: object }>();
    expect<TrafficPolicy>().type.not.toBeAssignableFrom<{ kind: "multivalue" }>();
});

test("a location is a continent, a country, or a state of the United States", () => {
    expect<Location>().type.toBeAssignableFrom<{ country: "IE" }>();
    expect<Location>().type.toBeAssignableFrom<{ country: "US"; state: "VA" }>();
    expect<Location>().type.not.toBeAssignableFrom<{ continent: "XX" }>();
    expect<Location>().type.not.toBeAssignableFrom<{ state: "VA" }>();
});

test("each failover control carries what it needs", () => {
    expect<FailoverControl>().type.toBeAssignableFrom<{ kind: "health" }>();
    expect<FailoverControl>().type.toBeAssignableFrom<{ kind: "routingControl" }>();
    expect<FailoverControl>().type.toBeAssignableFrom<{
        kind: "stop";
        switchRegions: ["eu-west-1", "us-east-1"];
        errorsPerMinute: 100;
        errorMinutes: 3;
    }>();
    expect<FailoverControl>().type.toBeAssignableFrom<{ kind: "regionSwitch"; approval: { kind: "none" } }>();
});

test("a switch needs two places, an approval its role, and nothing else has a check's id", () => {
    expect<FailoverControl>().type.not.toBeAssignableFrom<{ kind: "stop" }>();
    expect<FailoverControl>().type.not.toBeAssignableFrom<{
        kind: "stop";
        switchRegions: ["eu-west-1"];
        errorsPerMinute: 100;
        errorMinutes: 3;
    }>();
    expect<FailoverControl>().type.not.toBeAssignableFrom<{ kind: "regionSwitch" }>();
    expect<FailoverControl>().type.not.toBeAssignableFrom<{ kind: "regionSwitch"; approval: { kind: "role" } }>();
    expect<"health" | "routingControl">().type.not.toBeAssignableFrom<
        Extract<FailoverControl, { readonly healthCheckIds?: unknown }>["kind"]
    >();
});

test("no percentile and no period of seconds can be said of the errors that Route 53 reads", () => {
    expect<keyof ErrorCount>().type.toBe<"namespace" | "metricName" | "dimensions">();
});

test("Route 53 probes every 10 or 30 seconds", () => {
    type Check = Exclude<TrafficSettings["healthCheck"], "none">;
    expect<Check["intervalSeconds"]>().type.toBe<10 | 30>();
});
