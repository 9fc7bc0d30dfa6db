import { markup, type Markup } from "../../plan/markup";
import { htmlPage } from "../../plan/page";
import { groupItems, itemsOf, type Group } from "../group";
import { dollars } from "../money";
import { costChart } from "./chart";
import type { CostReport } from "./cost-report";
import { diffRows } from "./diff-rows";
import { style } from "./page-style";
import { priceAgeWarning } from "./price-dates";
import { rowsOf } from "./rows";
import {
    amountWords,
    basisWords,
    changesOnlyWords,
    coverageWords,
    deltaWords,
    deltaAmount,
    notComparedRows,
    notPricedRows,
    titleOf,
} from "./words";

/** A report as one file that opens from disk, fetches nothing and runs nothing. */
export async function costPage(report: CostReport): Promise<string> {
    const { plan, estimate, diff, levers, changesOnly } = report;
    const items = itemsOf(estimate);
    const parts = [
        header(report),
        ...(changesOnly ? [] : [await costChart(items, plan)]),
        ...(diff ? [changes(diff)] : []),
        ...(changesOnly ? [] : [bill(report)]),
        ...(levers ? [leversPart(levers)] : []),
        gaps(report),
    ];
    return htmlPage({ title: `Cost of ${titleOf(report)}`, style, body: [markup`<main>${parts}</main>`] });
}

function header(report: CostReport): Markup {
    const { estimate, diff, changesOnly, today } = report;
    const { monthly, coverage } = estimate;
    const age = priceAgeWarning(estimate, today);
    const amount = changesOnly && diff ? deltaAmount(diff) : `$${dollars(monthly.typical)}`;
    const [low, high] = [dollars(monthly.low), dollars(monthly.high)];
    const range = changesOnly ? `, ${changesOnlyWords}` : low === high ? "" : `, from ${low} to ${high}`;
    return markup`<h1>Cost of ${titleOf(report)}</h1>
        <p class="total">${amount}</p>
        <p>USD a month${range}.${diff ? ` ${deltaWords(diff)}.` : ""}</p>
        ${estimate.warnings.map((warning) => markup`<p class="careful">Warning: ${warning}</p> `)}
        <p class="facts">${sentence(coverageWords(coverage))} ${unbroken(sentence(basisWords(report)))} ${unbroken(age ?? "")}</p> `;
}

/** Days and regions stay whole at the end of a line: browsers break after a hyphen. */
function unbroken(text: string): readonly Markup[] {
    return text
        .split(/(\d{4}-\d{2}-\d{2}|\b[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d\b)/)
        .map((part, at) => (at % 2 === 0 ? markup`${part}` : markup`<span class="whole">${part}</span>`));
}

function sentence(text: string): string {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function changes(diff: NonNullable<CostReport["diff"]>): Markup {
    const rows = diffRows(diff).map(
        ({ region, what, before, after, delta, by }) =>
            markup`<tr>
                <th scope="row">${what}<span class="by">${region}: ${by}</span></th>
                <td class="right">${before}</td>
                <td class="right">${after}</td>
                <td class="right">${delta}</td>
            </tr> `,
    );
    const notes = [...notComparedRows(diff), ...diff.notes];
    return markup`<section aria-labelledby="changes">
        <h2 id="changes">Changes against ${diff.against}</h2>
        <table>
            <caption>
                Resources whose amount moves
            </caption>
            <thead>
                <tr>
                    <th scope="col">Resource, and what moved it</th>
                    <th scope="col" class="right">Old</th>
                    <th scope="col" class="right">New</th>
                    <th scope="col" class="right">Delta</th>
                </tr>
            </thead>
            <tbody>
                ${rows}
            </tbody>
        </table>
        ${list(notes)}
    </section> `;
}

function bill({ plan, estimate }: CostReport): Markup {
    const regions = groupItems(itemsOf(estimate), { kind: "region" }, plan);
    return markup`<section aria-labelledby="bill">
        <h2 id="bill">By region and component</h2>
        ${regions.map(
            (region) =>
                markup`<details>
                    <summary>${region.name}: ${amountWords(region)}</summary>
                    <table>
                        <caption>
                            What is billed in ${region.name}
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col">Resource and line</th>
                                <th scope="col" class="right">USD a month</th>
                            </tr>
                        </thead>
                        <tbody>
                            ${groupItems(region.items, { kind: "component" }, plan).map(componentRows)}
                        </tbody>
                    </table>
                </details> `,
        )}
    </section> `;
}

function componentRows(component: Group): Markup {
    const rows = rowsOf(component.items).map(
        ({ what, line, sum, monthly: amount }) =>
            markup`${what === "" ? markup`` : markup`<tr><td colspan="2" class="indent">${what}</td></tr> `}
                <tr class="line">
                    <td class="indent">${line}: ${sum}</td>
                    <td class="right">${amount ? dollars(amount.typical) : ""}</td>
                </tr> `,
    );
    return markup`<tr class="group">
            <th scope="row">${component.name}</th>
            <td class="right">${amountWords(component)}</td>
        </tr>
        ${rows}`;
}

function leversPart(levers: NonNullable<CostReport["levers"]>): Markup {
    const rows = levers.map(
        ({ title, takes, source, saving }) =>
            markup`<tr>
                <th scope="row"><a href="${source}">${title}</a><span class="by">${takes}</span></th>
                <td class="right">${dollars(saving)}</td>
            </tr> `,
    );
    return markup`<section aria-labelledby="levers">
        <h2 id="levers">Levers</h2>
        <p>What this stack would save by each alone; each was found by pricing the changed plan.</p>
        <table>
            <caption>
                Levers, the largest saving first
            </caption>
            <thead>
                <tr>
                    <th scope="col">What to do, and what it takes</th>
                    <th scope="col" class="right">Saves a month</th>
                </tr>
            </thead>
            <tbody>
                ${rows}
            </tbody>
        </table>
    </section> `;
}

function gaps({ estimate }: CostReport): Markup {
    const rows = notPricedRows(estimate);
    return rows.length === 0
        ? markup``
        : markup`<section aria-labelledby="gaps">
              <h2 id="gaps">Not priced</h2>
              ${list(rows.map(({ what, count, reason }) => `${what}${count > 1 ? ` (${count})` : ""}: ${reason}`))}
          </section> `;
}

function list(texts: readonly string[]): Markup {
    return texts.length === 0
        ? markup``
        : markup`<ul class="plain">
              ${texts.map((text) => markup`<li>${text}</li> `)}
          </ul> `;
}
