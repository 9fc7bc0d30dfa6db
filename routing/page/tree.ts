import { regionColour } from "../../plan/colours";
import { Markup, markup } from "../../plan/markup";
import { shape } from "../../plan/page-look";
import { shareText } from "../answer-words";
import type { ExplainedCheck, ExplainedGroup, ExplainedRecord } from "../explanation";
import { regionIn } from "../loss/region-code";
import type { Choice } from "./choice";
import { checkSwitch, kindOf, targetSwitch } from "./controls";
import type { PageInput } from "./input";
import { breakable } from "./names";

interface Shown {
    readonly input: PageInput;
    readonly choice: Choice;
}

/** The tree below a name: lists in lists, so that it reads without a picture; the wires are drawn over it. */
export function tree(input: PageInput, choice: Choice, group: ExplainedGroup): Markup {
    const depth = Math.min(depthOf(group), 6);
    return markup`<div class="tree depth-${depth}">
        <div class="branch" data-share="1" data-tone="var(--mark)">
            <div class="card root chosen">${heading(group, 1)}</div>
            ${records({ input, choice }, group)}
        </div>
    </div>`;
}

/** Cards from the name to the deepest answer. */
function depthOf(group: ExplainedGroup): number {
    return 1 + Math.max(0, ...group.records.map(({ target }) => (target.kind === "group" ? depthOf(target.group) : 1)));
}

function heading({ name, type, policy, failOpen }: ExplainedGroup, probability: number): Markup {
    // A group that nothing leads to does not fail open: whoever led to it gave it up.
    const open =
        failOpen && probability > 0
            ? markup`<p class="fail-open">
              <span class="status bad">${shape("bad")}fails open</span> no record is healthy, so all count as healthy
          </p>`
            : markup``;
    return markup`<p class="group"><b>${breakable(name)}</b> <span class="policy">${type}, ${policy}</span></p>
        ${open}`;
}

function records(shown: Shown, group: ExplainedGroup): Markup {
    return markup`<ul>
        ${group.records.map((record) => recordItem(shown, record, group.failOpen))}
    </ul>`;
}

function recordItem(shown: Shown, record: ExplainedRecord, failOpen: boolean): Markup {
    const { label, probability, reason, check, target } = record;
    const standing = standingOf(record, failOpen);
    const colour = toneOf(shown.input, record);
    return markup`<li class="branch" data-share="${probability}" data-tone="${colour}">
        <div class="card ${standing.style}" style="--tone:${colour}">
            <p class="standing">
                <span class="status ${standing.status}">${shape(standing.status)}${standing.word}</span>
                ${probability > 0 ? markup`<b class="share">${shareText(probability)}</b>` : markup``}
            </p>
            <p class="label">${breakable(label)}</p>
            ${reason === "" ? markup`` : markup`<p class="reason">${breakable(reason)}</p>`}
            ${check ? checkPart(shown, check) : markup``} ${targetPart(shown, record)}
        </div>
        ${target.kind === "group" ? records(shown, target.group) : markup``}
    </li> `;
}

interface Standing {
    readonly style: "chosen" | "unhealthy" | "idle";
    readonly status: "good" | "bad" | "unknown";
    readonly word: string;
}

/** A record that its group would choose is idle when nothing leads to the group. */
function standingOf({ state, probability }: ExplainedRecord, failOpen: boolean): Standing {
    if (state === "unhealthy") {
        return { style: "unhealthy", status: "bad", word: "unhealthy" };
    }
    if (failOpen && probability > 0) {
        return { style: "chosen", status: "bad", word: "chosen, though unhealthy" };
    }
    return probability > 0
        ? { style: "chosen", status: "good", word: "chosen" }
        : { style: "idle", status: "unknown", word: state === "chosen" ? "not reached" : "not chosen" };
}

/** What its source says can be marked; what is made of it is said when it is not the same. */
function checkPart({ input, choice }: Shown, { id, type, healthy, reason, children }: ExplainedCheck): Markup {
    const status = healthy ? "good" : "bad";
    const word = healthy ? "healthy" : "unhealthy";
    const isPlain = children === undefined && healthy === (choice.checks[id] === undefined);
    const told = isPlain ? markup`` : markup`<p class="reason">counts as ${word}: ${reason}</p>`;
    if (children === undefined) {
        return markup`${checkSwitch(input, choice, id)}${told}`;
    }
    return markup`<p class="switch computed">
            <span class="kind">${kindOf(type)}</span> <span class="named">${breakable(id)}</span>
            <span class="status ${status}">${shape(status)}${word}</span>
        </p>
        <details${new Markup(healthy ? "" : " open")}>
            <summary>${reason}</summary>
            <ul class="children">
                ${children.map((child) => markup`<li>${checkPart({ input, choice }, child)}</li>`)}
            </ul>
        </details>`;
}

function targetPart({ choice }: Shown, { target, probability }: ExplainedRecord): Markup {
    switch (target.kind) {
        case "values":
            return markup`<ul class="values">
                    ${target.values.map((value) => markup`<li>${value}</li>`)}
                </ul>
                <p class="reason">TTL ${target.ttl} s</p>`;
        case "resource":
            return markup`${targetSwitch(choice, target.dnsName)}
                <p class="reason">${target.service}, TTL ${target.ttl} s${target.evaluated ? "" : "; its health is not evaluated"}</p>`;
        case "group":
            return markup`<div class="next">
                ${heading(target.group, probability)}${target.evaluated ? markup`` : markup`<p class="reason">its health is not evaluated</p>`}
            </div>`;
    }
}

/** The colour of the one region that a record leads to. */
function toneOf({ regions }: PageInput, record: ExplainedRecord): string {
    const [region, other] = new Set(leavesOf(record, record.probability > 0).map(regionIn));
    return region === undefined || other !== undefined ? "var(--mark)" : regionColour(region, regions);
}

/** What a record leads to; only where answers come from, if any do. */
function leavesOf({ target }: ExplainedRecord, answering: boolean): string[] {
    switch (target.kind) {
        case "values":
            return [...target.values];
        case "resource":
            return [target.dnsName];
        case "group":
            return target.group.records
                .filter(({ probability }) => !answering || probability > 0)
                .flatMap((record) => leavesOf(record, answering));
    }
}
