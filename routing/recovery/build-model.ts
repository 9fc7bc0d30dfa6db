import { consequencesOf, type Consequences } from "./consequences";
import type { FailoverModel, Promotion, Range } from "./failover-model";
import type { Fault } from "./fault";
import { inputsOf } from "./inputs";
import { routeAfterFault, type RouteAfterFault } from "./route-after-fault";
import type { Subject, Writer } from "./subject";

/** Who measures, and how the target differs from AWS. */
export interface Conditions {
    /** Honest clients, one resolver each. */
    readonly resolvers: number;
    /** Where each resolver's users are. @default in turn wherever clients are sent to what broke */
    readonly resolverPlaces?: readonly string[];
    /** The resolvers were filled one after the other, over one TTL. */
    readonly staggered: boolean;
    /** @default 1 */
    readonly clockFactor?: number;
    /** Requests a real second, of one client and one operation. */
    readonly probesPerSecond: number;
    /** Of a client's request, platform seconds. */
    readonly timeoutSeconds: number;
    /** Whether an operator promotes the survivor's database. @default "managed-failover" */
    readonly recovery?: "managed-failover" | "none";
    /** Whether instances' resolvers keep the writer's name for its TTL: those of AWS do, the twin's keep nothing. @default false */
    readonly writerNameKept?: boolean;
}

/** A model, and what it was made of. */
export interface BuiltModel {
    readonly model: FailoverModel;
    readonly route: RouteAfterFault;
    readonly consequences: Consequences;
}

/**
 * What a machine adds, in real seconds whatever the clock. Assumed: at least what twelve drills on two busy cores
 * showed (the figures below), with room above it.
 */
const overheads = {
    /** Of one probe: timers, event loop, TLS. */
    probe: { min: 0, max: 0.02 },
    /** Of one client request: name, TLS, HTTP. First replies of a survivor took 3 to 45 ms. */
    reply: { min: 0.003, max: 0.1 },
    /** Between two looks of the operator: the runner looks every 0.2 s, and each look is a call to the target. */
    poll: { min: 0, max: 0.3 },
    /** `pg_promote`, the epoch row, the writer's name: 0.12 to 0.20 s. */
    promote: { min: 0.1, max: 0.4 },
    /** An instance's way to the new writer once it can find it: first acknowledgements came 0.02 to 0.28 s after. */
    reconnect: { min: 0, max: 0.3 },
} satisfies { readonly [part: string]: Range };

/**
 * Real seconds for which the app lets a write wait for a writer. In a black hole it tries until its budget is used up
 * (apps/orders, REQUEST_BUDGET_MS); when connections are refused it has made its three attempts, 25 and 50 ms apart,
 * soon after. Neither scales with the clock.
 */
const writeWaitSeconds = { "black-hole": 1.5, refused: 0.1 } as const;

/** Of 72 clients in nine drills, five; in a black hole alone. */
const strayShares = { "black-hole": 0.05, refused: 0 } as const;

/** Aurora advises clients to keep endpoint names for at most this (guide, "Connecting to Aurora global database"). */
const writerTtlSeconds = 5;

/**
 * Everything that decides how long a failover takes. Clients' fate is asked of the evaluator, so a zone whose records
 * never send clients to a survivor has `never` instead of times.
 * @throws RoutingError when the fault names something that is not there
 */
export function buildModel(subject: Subject, fault: Fault, conditions: Conditions): BuiltModel {
    const consequences = consequencesOf(subject, fault, overheads.probe);
    const route = routeAfterFault(subject, fault, consequences);
    const clockFactor = conditions.clockFactor ?? 1;
    const timeoutSeconds = Math.max(conditions.timeoutSeconds, clockFactor);
    const lostWriter =
        fault.kind === "region-lost" && subject.writer?.region === fault.region ? subject.writer : undefined;
    const promotes = lostWriter !== undefined && conditions.recovery !== "none";
    const nobody =
        lostWriter && !promotes ? `nobody promotes a new writer after ${lostWriter.region} is lost` : undefined;
    const never = route.never ?? nobody;
    const places = resolverPlaces(route, conditions);
    const routes = new Map(route.places.map((place) => [place.from, place]));
    const model: Omit<FailoverModel, "inputs"> = {
        ...(never === undefined ? {} : { never }),
        clockFactor,
        signals: consequences.signals,
        served: route.served,
        healthToDnsSeconds: subject.healthToDnsSeconds,
        ttlSeconds: routes.get(places[0] ?? "")?.ttl ?? 60,
        affected: places.map((place) => (routes.get(place)?.affected ?? 0) > 0),
        staggered: conditions.staggered,
        probeSpacingSeconds: clockFactor / conditions.probesPerSecond,
        timeoutSeconds,
        replySeconds: overheads.reply,
        ...(lostWriter && promotes && fault.kind === "region-lost"
            ? { promotion: promotionOf(lostWriter, fault.manner, { ...conditions, clockFactor, timeoutSeconds }) }
            : {}),
    };
    return { model: { ...model, inputs: inputsOf(model, fault, subject) }, route, consequences };
}

function resolverPlaces({ places }: RouteAfterFault, { resolvers, resolverPlaces: given }: Conditions): string[] {
    const affected = places.filter((place) => place.affected > 0);
    const among = given ?? (affected.length > 0 ? affected : places).map(({ from }) => from);
    return Array.from({ length: given?.length ?? resolvers }, (_, index) => among[index % among.length] ?? "");
}

function promotionOf(
    { region, decideSeconds, promotionSeconds, instances }: Writer,
    manner: "refused" | "black-hole",
    conditions: Conditions & { readonly clockFactor: number },
): Promotion {
    const surviving = [...instances].filter(([other]) => other !== region).map(([, count]) => count);
    return {
        pollSeconds: overheads.poll,
        decideSeconds,
        promotionSeconds,
        engineSeconds: overheads.promote,
        writerTtlSeconds: conditions.writerNameKept === true ? writerTtlSeconds : 0,
        reconnectSeconds: overheads.reconnect,
        instances: Math.max(
            1,
            surviving.reduce((sum, count) => sum + count, 0),
        ),
        // Whoever gives up first, the client or the app, ends a write's wait for a writer.
        waitSeconds: Math.min(conditions.timeoutSeconds, writeWaitSeconds[manner] * conditions.clockFactor),
        strayShare: strayShares[manner],
    };
}
