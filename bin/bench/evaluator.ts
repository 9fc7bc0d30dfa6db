import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { answer, type Answer, type Question } from "../../routing/answer";
import type { Zone, ZoneState } from "../../routing/zone";
import { atLeast, takeTurns, type Bench, type Contestant, type Finding } from "./bench";

const runs = 5;
const questionsARun = 200_000;
const apex = "example.com";
const regions = ["eu-west-1", "us-east-1", "ap-south-1"] as const;

/** Names of ten records each, so that a hundred of them make a zone of 1,000. */
const names = 100;

/**
 * A zone of every policy: each name is a failover pair of aliases over two latency groups of three, and beside it one
 * weighted, geolocation or multivalue group or plain records.
 */
function largeZone(): Zone {
    const records = Array.from({ length: names }, (_, at) => [...tree(`app${at}`), ...pair(`other${at}`, at)]).flat();
    const checks = regions.flatMap((region) => [`${region}-1`, `${region}-2`]);
    return {
        HostedZone: { Id: "/hostedzone/Z1", Name: `${apex}.`, CallerReference: "bench" },
        ResourceRecordSets: records,
        HealthChecks: checks.map((Id) => ({
            Id,
            CallerReference: Id,
            HealthCheckVersion: 1,
            HealthCheckConfig: { Type: "HTTPS" },
        })),
    };
}

function tree(name: string): ResourceRecordSet[] {
    const sides = (["PRIMARY", "SECONDARY"] as const).map((Failover, at) => ({
        Name: `${name}.${apex}.`,
        Type: "A" as const,
        SetIdentifier: Failover,
        Failover,
        AliasTarget: { HostedZoneId: "Z1", DNSName: `side${at}.${name}.${apex}.`, EvaluateTargetHealth: true },
    }));
    const leaves = [1, 2].flatMap((side) =>
        regions.map((Region) => ({
            Name: `side${side - 1}.${name}.${apex}.`,
            Type: "A" as const,
            SetIdentifier: Region,
            Region,
            HealthCheckId: `${Region}-${side}`,
            TTL: 30,
            ResourceRecords: [{ Value: `192.0.2.${side}` }],
        })),
    );
    return [...sides, ...leaves];
}

function pair(name: string, at: number): ResourceRecordSet[] {
    const policies: readonly ((side: number) => Partial<ResourceRecordSet>)[] = [
        (side) => ({ SetIdentifier: `${side}`, Weight: side }),
        (side) => ({
            SetIdentifier: `${side}`,
            GeoLocation: side === 1 ? { CountryCode: "*" } : { ContinentCode: "EU" },
        }),
        (side) => ({ SetIdentifier: `${side}`, MultiValueAnswer: true }),
        (side) => ({ Name: `plain${side}.${name}.${apex}.` }),
    ];
    return [1, 2].map((side) => ({
        Name: `${name}.${apex}.`,
        Type: "A",
        TTL: 60,
        ResourceRecords: [{ Value: `198.51.100.${side}` }],
        ...policies[at % policies.length]?.(side),
    }));
}

/** Two of three names are trees; one in twenty does not exist. */
function questions(): Question[] {
    return Array.from({ length: 1000 }, (_, at) => {
        const name = at % 20 === 0 ? `none${at}` : `${at % 3 === 0 ? "other" : "app"}${at % names}`;
        return { name: `${name}.${apex}`, type: "A", from: regions[at % regions.length] ?? "" };
    });
}

function stateWith(ids: readonly string[]): ZoneState {
    const healthChecks = Object.fromEntries(ids.map((id) => [id, "unhealthy" as const]));
    return { healthChecks, latency: Object.fromEntries(regions.map((from) => [from, { [from]: 5, "us-east-1": 80 }])) };
}

/** Answers a second of processor time, which a busy machine changes least. */
function rate(name: string, ask: (question: Question, at: number) => unknown): Contestant {
    const asked = questions();
    return {
        name,
        run: () => {
            let seen = 0;
            const before = process.cpuUsage();
            for (let at = 0; at < questionsARun; at += 1) {
                const question = asked[at % asked.length];
                seen += question && ask(question, at) !== undefined ? 1 : 0;
            }
            const { user, system } = process.cpuUsage(before);
            return Promise.resolve(seen / ((user + system) / 1_000_000));
        },
    };
}

/** What anything that answers has to do: look the name up and make an object of the same shape. */
function floor(zone: Zone): (question: Question) => Answer {
    const values = new Map(zone.ResourceRecordSets.map(({ Name, ResourceRecords }) => [Name, ResourceRecords]));
    return ({ name, type }) => {
        const answers = (values.get(`${name}.`) ?? []).map(({ Value }) => Value ?? "");
        const candidates = [{ probability: 1, answers, path: [name], ttl: 30, type }];
        return { rcode: "NOERROR", ttl: 30, answers, candidates, failOpen: false };
    };
}

/**
 * Only the zone is arranged beforehand. With a state that changes, each question comes with a new state object, in which
 * another check is unhealthy; nothing of an earlier answer is used.
 */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    const zone = largeZone();
    const steady = stateWith(["eu-west-1-1"]);
    const checks = zone.HealthChecks.map(({ Id }) => Id ?? "");
    const changing = (at: number) => ({
        ...steady,
        healthChecks: { [checks[at % checks.length] ?? ""]: "unhealthy" as const },
    });
    const [still = [], moving = [], least = []] = await takeTurns(
        [
            rate("still", (question) => answer(zone, steady, question)),
            rate("moving", (question, at) => answer(zone, changing(at), question)),
            rate("floor", floor(zone)),
        ],
        { runs },
        signal,
    );
    const beside = { name: "a Map and an object of the same shape", values: least };
    const bar = atLeast(100_000);
    const finding = (name: string, values: readonly number[]) => ({ name, unit: "answers/s", values, floor: beside });
    return [
        { ...finding(`zone of ${zone.ResourceRecordSets.length} records`, still), bar },
        { ...finding("the state changes before each question", moving), bar },
    ];
}

export const benches: readonly Bench[] = [{ name: "evaluator", measure }];
