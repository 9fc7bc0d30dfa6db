import type { PhaseRow, PromiseRow, Report } from "../report";
import { bandOr, declared, intervalOr } from "./format";
import { type Markup, markup } from "../../plan/markup";
import * as tables from "./tables";

interface Case {
    readonly name: string;
    readonly outcome: "passed" | "failed" | "skipped" | "error";
    readonly message: string;
}

/** JUnit XML as CI systems read it: one suite for each kind of fact, one case for each fact that can fail. */
export function renderJunit(report: Report): string {
    const suites = [
        suite("verdict", [verdictCase(report)]),
        suite("promises", report.promises.map(promiseCase)),
        suite(
            "phases",
            report.phases.map((row) => phaseCase(row, report)),
        ),
        suite("loss", lossCases(report)),
        suite(
            "preflight",
            report.preflight.map(({ name, passed, detail, forced }) => ({
                name,
                outcome: passed ? "passed" : forced ? "skipped" : "failed",
                message: forced ? `forced: ${detail}` : detail,
            })),
        ),
    ];
    const document = markup`<testsuites
        name="${`${report.drill.name} on ${report.platform.stack}`}"
        time="${seconds(report)}"
    >
        ${suites.map(({ xml }) => xml)}</testsuites
    > `;
    return `<?xml version="1.0" encoding="UTF-8"?>\n${document.text}`;
}

function suite(name: string, cases: readonly Case[]): { readonly xml: Markup } {
    const tally = (outcome: Case["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
    return {
        xml: markup`<testsuite
            name="${name}"
            tests="${cases.length}"
            failures="${tally("failed")}"
            errors="${tally("error")}"
            skipped="${tally("skipped")}"
        >
            ${cases.map((one) => testCase(name, one))}</testsuite
        > `,
    };
}

function testCase(className: string, { name, outcome, message }: Case): Markup {
    const elements: { readonly [key in Case["outcome"]]: Markup } = {
        passed: markup`<system-out>${message}</system-out>`,
        failed: markup`<failure message="${message}"></failure>`,
        error: markup`<error message="${message}"></error>`,
        skipped: markup`<skipped message="${message}"></skipped>`,
    };
    return markup`<testcase classname="${className}" name="${name}">${elements[outcome]}</testcase> `;
}

function verdictCase({ verdict, drill }: Report): Case {
    const outcomes = { PASS: "passed", FAIL: "failed", INCONCLUSIVE: "error" } as const;
    return {
        name: drill.question,
        outcome: outcomes[verdict.result],
        message: [verdict.sentence, ...verdict.reasons].join(" "),
    };
}

function promiseCase(row: PromiseRow): Case {
    const outcomes = { kept: "passed", broken: "failed", "not measured": "skipped" } as const;
    const note = row.note === "" ? "" : `; ${row.note}`;
    return {
        name: row.label,
        outcome: outcomes[row.verdict],
        message: `promised ${declared(row.promised, row.unit)}, measured ${intervalOr(row.measured, row.unit, "nothing")}${note}`,
    };
}

/** On a compressed clock a phase is an estimate, so a miss is told and does not fail. */
function phaseCase({ phase, predicted, measured, inside }: PhaseRow, { clock, prediction }: Report): Case {
    const { exact } = clock;
    const message = tables.isPredicted(prediction)
        ? `predicted ${bandOr(predicted, "s", "never")}, measured ${intervalOr(measured, "s", "never")}`
        : "nothing breaks, so nothing was predicted";
    if (inside === true) {
        return { name: phase, outcome: "passed", message };
    }
    return inside === false && exact
        ? { name: phase, outcome: "failed", message }
        : {
              name: phase,
              outcome: "skipped",
              message: exact ? message : `${message}; an estimate on a compressed clock`,
          };
}

function lossCases(report: Report): Case[] {
    const { loss, drill } = report;
    const explained = tables.lossIsExplained(loss);
    const mustBeZero = (name: string, found: number): Case => ({
        name,
        outcome: found === 0 ? "passed" : "failed",
        message: `${found.toFixed()} found`,
    });
    return [
        {
            name:
                drill.fault.kind === "none"
                    ? "a planned switchover loses nothing"
                    : "acknowledged orders that are lost",
            outcome: drill.fault.kind === "none" && loss.lost + loss.lostAfterFailover > 0 ? "failed" : "passed",
            message: tables.lossSentence(report),
        },
        {
            name: "lost orders are those that only the old primary holds",
            outcome: explained === null ? "skipped" : explained ? "passed" : "failed",
            message: tables.oldPrimarySentence(report),
        },
        mustBeZero("no order that nobody sent", loss.phantom),
        mustBeZero("no order acknowledged twice with different commits", loss.duplicate),
        mustBeZero("no acknowledgement of an old epoch after the new one", loss.splitBrain),
    ];
}

/** Wall-clock length of the run. */
function seconds({ run }: Report): string {
    const length = (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000;
    return Number.isFinite(length) ? length.toFixed(3) : "0";
}
