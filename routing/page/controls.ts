import { regionColour } from "../../plan/colours";
import { markup, type Markup } from "../../plan/markup";
import { shape } from "../../plan/page-look";
import { lossOf } from "../loss/loss";
import { extentOf, withLost, type Choice } from "./choice";
import type { PageInput } from "./input";
import { breakable } from "./names";

/** What can be marked: each region with what is in it, then what is in none. */
export function controls(input: PageInput, choice: Choice): Markup {
    const losses = input.regions.map((region) => ({ region, ...lossOf(input.zone, region) }));
    const inRegions = new Set(losses.flatMap(({ checks, targets }) => [...checks, ...targets]));
    const checks = switchable(input).filter((id) => !inRegions.has(id));
    const targets = input.targets.filter((name) => !inRegions.has(name));
    const elsewhere =
        checks.length + targets.length === 0
            ? markup``
            : markup`<section class="region">
                  <h3>In no region</h3>
                  ${switches(input, choice, { checks, targets })}
              </section>`;
    return markup`<div class="presets" role="group" aria-label="Presets">${presets(input, choice)}</div>
        <div class="regions">${losses.map((loss) => regionPanel(input, choice, loss))} ${elsewhere}</div>`;
}

/** Calculated checks are computed from their children: nobody marks them. */
function switchable({ zone }: PageInput): string[] {
    return zone.HealthChecks.filter(({ HealthCheckConfig }) => HealthCheckConfig?.Type !== "CALCULATED").map(
        ({ Id }) => Id ?? "",
    );
}

function presets(input: PageInput, choice: Choice): Markup[] {
    const lists = [
        [],
        ...input.regions.map((region) => [region]),
        ...(input.regions.length > 1 ? [input.regions] : []),
    ];
    return lists.map((lost) => {
        const words =
            lost.length === 0 ? "Everything healthy" : lost.length === 1 ? `Lose ${lost[0] ?? ""}` : "Lose all";
        const isChosen = sameHealth(withLost(input, choice, lost), choice);
        return markup`<button type="button" class="preset" aria-pressed="${String(isChosen)}" data-preset="${lost.join(" ")}">
            ${words}
        </button> `;
    });
}

function sameHealth(a: Choice, b: Choice): boolean {
    return same(a.checks, b.checks) && same(a.targets, b.targets);
}

function same(a: Choice["checks"], b: Choice["checks"]): boolean {
    return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((name) => a[name] === b[name]);
}

interface Switches {
    readonly checks: readonly string[];
    readonly targets: readonly string[];
}

function regionPanel(input: PageInput, choice: Choice, loss: Switches & { readonly region: string }): Markup {
    const { region } = loss;
    const extent = extentOf(input, choice, region);
    const pressed = { none: "false", some: "mixed", all: "true" }[extent];
    const word = { none: "healthy", some: "partly unhealthy", all: "lost" }[extent];
    const status = extent === "none" ? "good" : "bad";
    const colour = regionColour(region, input.regions);
    return markup`<section class="region ${extent}" style="--tone:${colour}">
        <h3>
            <button type="button" class="region-switch" aria-pressed="${pressed}" data-region="${region}">
                <span class="swatch"></span><span class="grow">${region}</span>
                <span class="status ${status}">${shape(status)}${word}</span>
            </button>
        </h3>
        ${switches(input, choice, loss)}
    </section> `;
}

function switches(input: PageInput, choice: Choice, { checks, targets }: Switches): Markup {
    return markup`<ul class="switches">
        ${checks.map((id) => markup`<li>${checkSwitch(input, choice, id)}</li>`)}
        ${targets.map((name) => markup`<li>${targetSwitch(choice, name)}</li>`)}
    </ul>`;
}

/** A button that marks a check; it says what its source says, which is what can be marked. */
export function checkSwitch(input: PageInput, { checks }: Choice, id: string): Markup {
    const type = input.zone.HealthChecks.find(({ Id }) => Id === id)?.HealthCheckConfig?.Type ?? "";
    const verdict = checks[id] ?? "healthy";
    const [status, word] =
        verdict === "healthy" ? (["good", wordsOf(type).good] as const) : (["bad", badWord(type, verdict)] as const);
    return markup`<button type="button" class="switch" aria-pressed="${String(verdict !== "healthy")}" data-check="${id}">
        <span class="kind">${kindOf(type)}</span> <span class="named">${breakable(id)}</span>
        <span class="status ${status}">${shape(status)}${word}</span>
    </button>`;
}

/** What a person calls a check of a type. */
export function kindOf(type: string): string {
    const words: { readonly [type: string]: string } = {
        CALCULATED: "calculated",
        CLOUDWATCH_METRIC: "alarm",
        RECOVERY_CONTROL: "switch",
        HTTP_STR_MATCH: "HTTP",
        HTTPS_STR_MATCH: "HTTPS",
    };
    return `${words[type] ?? type}${type === "RECOVERY_CONTROL" ? "" : " check"}`;
}

function badWord(type: string, verdict: string): string {
    return verdict === "unhealthy" ? wordsOf(type).bad : "no data";
}

/** A switch of recovery control is turned, an alarm fires, and an endpoint is healthy. */
function wordsOf(type: string): { readonly good: string; readonly bad: string } {
    return type === "RECOVERY_CONTROL" ? { good: "on", bad: "off" } : { good: "healthy", bad: "unhealthy" };
}

export function targetSwitch({ targets }: Choice, name: string): Markup {
    const isDown = targets[name] !== undefined;
    const status = isDown ? "bad" : "good";
    return markup`<button type="button" class="switch" aria-pressed="${String(isDown)}" data-target="${name}">
        <span class="kind">target</span> <span class="named">${breakable(name)}</span>
        <span class="status ${status}">${shape(status)}${isDown ? "unhealthy" : "healthy"}</span>
    </button>`;
}
