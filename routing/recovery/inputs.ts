import { votesToFail } from "../health-checks/verdict";
import { lostTargetHealth } from "../loss/loss";
import type { FailoverModel, Input, Range, Signal } from "./failover-model";
import { describeFault, type Fault } from "./fault";
import type { Subject } from "./subject";

type Row = (name: string, value: string | number, source: Input["source"]) => Input;

/** Every number that a model was made of, with where it comes from. */
export function inputsOf(model: Omit<FailoverModel, "inputs">, fault: Fault, subject: Subject): Input[] {
    const { promotion, signals } = model;
    const row: Row = (name, value, source) => ({ name, value: String(value), source });
    return [
        row("fault", describeFault(fault), "config"),
        ...(fault.kind === "region-lost"
            ? [row("target health of what is lost", lostTargetHealth.lastHeard, "assumed")]
            : []),
        ...signals.flatMap((signal) => signalInputs(signal, subject, row)),
        row("health to DNS", rangeWords(model.healthToDnsSeconds), subject.healthToDnsSource),
        row("TTL of the answer", `${model.ttlSeconds} s`, ttlSource(model, subject)),
        row(
            "resolvers",
            `${model.affected.length}, ${model.staggered ? "staggered" : "at unrelated moments"}`,
            "config",
        ),
        row("resolver rounding", "whole real seconds, TTL + 1", "assumed"),
        row("probe spacing", `${model.probeSpacingSeconds} s`, "config"),
        row("client timeout", `${model.timeoutSeconds} s`, "config"),
        row("clock factor", model.clockFactor, "config"),
        ...(signals[0]?.detection
            ? [row("probe overhead (real)", rangeWords(signals[0].detection.overheadSeconds), "assumed")]
            : []),
        row("reply (real)", rangeWords(model.replySeconds), "assumed"),
        ...(promotion
            ? [
                  row("time to decide", `${promotion.decideSeconds} s`, "assumed"),
                  row("time to promote", `${promotion.promotionSeconds} s`, "assumed"),
                  row("operator's poll (real)", rangeWords(promotion.pollSeconds), "assumed"),
                  row("engine's promotion (real)", rangeWords(promotion.engineSeconds), "assumed"),
                  row("writer's name kept for", `${promotion.writerTtlSeconds} s`, "assumed"),
                  row("reconnect (real)", rangeWords(promotion.reconnectSeconds), "assumed"),
                  row("surviving instances", promotion.instances, "config"),
                  row("a write waits for a writer", `${promotion.waitSeconds} s`, "assumed"),
                  row("clients whose younger write fails", promotion.strayShare, "assumed"),
              ]
            : []),
    ];
}

/** Inputs of several signals are told apart by the signal's name. */
function signalInputs({ kind, name, detection }: Signal, subject: Subject, row: Row): Input[] {
    if (!detection) {
        return [row("health check", `${name}, thrown at once`, "config")];
    }
    const { intervalSeconds, threshold, checkers, untouched = 0, rules, failureSeconds } = detection;
    if (kind === "target") {
        const { source } = subject.targetGroup(name);
        const value = `${intervalSeconds} s x ${threshold}, ${checkers} targets, a failing probe takes ${failureSeconds} s`;
        return [row("target group", name, "config"), row("its health check", value, source)];
    }
    const check = subject.zone.HealthChecks.find(({ Id }) => Id === name);
    const config = check?.HealthCheckConfig;
    const failing = votesToFail(checkers, rules.quorum);
    const set = (value: number | undefined): Input["source"] => (value === undefined ? "AWS" : "config");
    const cut = untouched > 0 ? `, ${untouched} of them not cut off` : "";
    return [
        row("health check", `${name} ${config?.ResourcePath ?? ""}`.trim(), "config"),
        row("probe interval", `${intervalSeconds} s`, set(config?.RequestInterval)),
        row("failure threshold", threshold, set(config?.FailureThreshold)),
        row("checkers", `${checkers}${cut}, red when ${failing} are (more than 18 % keep it green)`, "AWS"),
        row("time of a failing probe", `${failureSeconds} s`, "AWS"),
    ];
}

/** A balancer's 60 s are AWS's; any other TTL is a record's own. */
function ttlSource({ ttlSeconds }: Pick<FailoverModel, "ttlSeconds">, { zone }: Subject): Input["source"] {
    return zone.ResourceRecordSets.some(({ TTL, Type }) => TTL === ttlSeconds && Type !== "SOA" && Type !== "NS")
        ? "config"
        : "AWS";
}

function rangeWords({ min, max }: Range): string {
    return `${min}-${max} s`;
}
