import type * as pulumi from "@pulumi/pulumi";
import type { Region } from "../shared/regions";

/** What an operator chooses about traffic; all plain. */
export interface TrafficSettings {
    /** How clients are spread over active cells. Standby cells are always answered with by latency. */
    readonly policy: TrafficPolicy;
    /** How Route 53 probes each cell, or "none": then only evaluate-target-health is left to notice a dead one. */
    readonly healthCheck: EndpointCheck | "none";
    /** Whether Route 53 also believes the balancers about their targets. */
    readonly evaluateTargetHealth: boolean;
    /** What moves clients away from a cell. */
    readonly failoverControl: FailoverControl;
}

/** How clients are spread over active cells. */
export type TrafficPolicy =
    /** To the region that answers a client soonest, as AWS measured. */
    | { readonly kind: "latency" }
    /** All to the first cell that is healthy. Lists every cell once, active ones first. */
    | { readonly kind: "failover"; readonly order: readonly Region[] }
    /** By share, 0 to 255 for each active cell; a cell of weight 0 is answered with when no other is healthy. */
    | { readonly kind: "weighted"; readonly weights: PerRegion<number> }
    /** By where clients are; those of no listed location go to `default`, and from there to any active cell. */
    | { readonly kind: "geolocation"; readonly locations: PerRegion<readonly Location[]>; readonly default: Region };

/** A value for some regions. */
export type PerRegion<T> = Readonly<Partial<Record<Region, T>>>;

/** A place on Earth as Route 53 knows them; a narrower one wins over a wider one. */
export type Location =
    | { readonly continent: (typeof continents)[number] }
    /** ISO 3166-1 alpha-2, upper case. */
    | { readonly country: string }
    /** A state of the United States, the only country that Route 53 divides for everyone. */
    | { readonly country: "US"; readonly state: string };

/** Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_GeoLocation.html. */
export const continents = ["AF", "AN", "AS", "EU", "OC", "NA", "SA"] as const;

/** How Route 53's checkers probe a cell over HTTPS. */
export interface EndpointCheck {
    /** It must not touch the writer: a standby has none, and would stay red until it is promoted. */
    readonly path: string;
    /** Between a reply and the next probe of one checker; fixed at birth. */
    readonly intervalSeconds: 10 | 30;
    /** Probes in a row that change a checker's mind, in both directions; 1 to 10. */
    readonly failureThreshold: number;
}

/** What moves clients away from a cell. None of them changes a record: Route 53's control plane may be down. */
export type FailoverControl =
    /** Endpoint checks alone. */
    | { readonly kind: "health" }
    /** Endpoint check and an alarm of the cell and a switch that a person throws by writing one metric. */
    | {
          readonly kind: "stop";
          /** Where switches stand: a cell's in the first of the two that is not its own region. */
          readonly switchRegions: readonly [Region, Region];
          /** Failed requests of one cell, above which its alarm rings. */
          readonly errorsPerMinute: number;
          /** Minutes in a row above that before it rings; Route 53 knows no "M out of N". */
          readonly errorMinutes: number;
      }
    /** A plan of ARC Region switch, which scales, promotes and moves clients between two regions. */
    | {
          readonly kind: "regionSwitch";
          /** Who must say yes before anything moves. */
          readonly approval:
              | { readonly kind: "none" }
              | { readonly kind: "role"; readonly arn: string; readonly timeoutMinutes: number };
          /**
           * Ids of the checks that the plan made, by region; `aws arc-region-switch list-route53-health-checks` shows
           * them once the plan is there. Until they stand here, health alone moves clients.
           */
          readonly healthCheckIds?: PerRegion<string>;
      }
    /** Endpoint check and a routing control of ARC, which five regions keep. */
    | { readonly kind: "routingControl" };

/**
 * Where a cell's failed requests are counted, minute by minute. Of an alarm Route 53 reads a sum and the like at standard
 * resolution alone, no percentile, no metric math (https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html):
 * so nothing else can be said here.
 */
export interface ErrorCount {
    /** e.g. "AWS/ApplicationELB". */
    readonly namespace: string;
    /** e.g. "HTTPCode_Target_5XX_Count"; summed. */
    readonly metricName: string;
    readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
}
