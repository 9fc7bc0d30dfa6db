import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { pageScript } from "../../bin/commands/routing/page-script";
import { answer } from "../../routing/answer";
import { regionsOf } from "../../routing/loss/loss";
import { choiceOf, hashOf, toggleCheck, toggleRegion, toggleTarget, withLost } from "../../routing/page/choice";
import { explanationPage } from "../../routing/page/document";
import { pageInput, type PageInput } from "../../routing/page/input";
import { parts } from "../../routing/page/parts";
import type { Zone } from "../../routing/zone";
import { latency, regions, regionTree } from "./region-tree";
import { address, zone } from "./zones";

function inputOf(of: Zone = regionTree(), names = ["www.example.com", "api.example.com"]): PageInput {
    const known = regions.filter((region) => regionsOf(of).includes(region));
    return pageInput({
        ...{ source: "zone.json", zone: of, state: { latency }, type: "A" },
        ...{ regions: known, names, places: regions },
    });
}

/** Without tags: what a reader reads. */
function text(html: string): string {
    const words = html.replaceAll(/<\/?span[^>]*>|<wbr \/>/g, "");
    return words.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

describe("the page that explains", () => {
    let script: string;

    before(async () => {
        script = await pageScript();
    });

    it("is one file that names no address to fetch from, and says so to the browser", () => {
        const page = explanationPage(inputOf(), script);
        assert.deepEqual(page.match(/ (src|href|action)=.{20}|@import|url\(/g), null);
        assert.deepEqual(
            [...page.matchAll(/\bhttps?:\/\/[^\s"'`)]+/g)]
                .map(([address]) => address)
                .filter((one) => one !== "http://www.w3.org/2000/svg"),
            [],
        );
        assert.match(
            page.replaceAll("&#39;", "'"),
            /default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[^']+'; base-uri 'none'/,
        );
    });

    it("stays small: a page of four levels under 200 kB, one of 1,000 records under 1.5 MB", () => {
        assert.ok(explanationPage(inputOf(), script).length < 200_000);
        const many = Array.from({ length: 1000 }, (_, at) => address(`name-${at}.example.com.`, `192.0.2.${at % 256}`));
        const names = many.map(({ Name }) => (Name ?? "").slice(0, -1));
        assert.ok(explanationPage(inputOf(zone(many), names), script).length < 1_500_000);
    });

    it("lets no name become markup or script", () => {
        const hostile = `</script><img src=x onerror="alert(1)">'&`;
        const page = explanationPage(
            inputOf(
                zone(
                    [
                        address("www.example.com.", hostile, {
                            SetIdentifier: hostile,
                            Weight: 1,
                            HealthCheckId: hostile,
                        }),
                        address("www.example.com.", "192.0.2.2", { SetIdentifier: "<!--", Weight: 1 }),
                    ],
                    { [hostile]: {} },
                ),
                ["www.example.com"],
            ),
            script,
        );
        const { document } = new JSDOM(page).window;
        assert.equal(document.querySelectorAll("script").length, 2);
        assert.equal(document.querySelectorAll("img, [onerror]").length, 0);
        assert.ok(document.querySelector("#tree")?.textContent.includes(hostile));
    });

    it("says the answer first, without script, and what it was", () => {
        const input = inputOf();
        const lost = withLost(input, { ...input.choice, from: "eu-west-1" }, ["eu-west-1"]);
        assert.equal(
            text(parts(input, lost).headline.text).trim(),
            "SERVED With eu-west-1 lost, www.example.com (A) leads clients from eu-west-1 to us-east-1. " +
                "With everything healthy: eu-west-1. " +
                "Zone example.com, from zone.json. Of 6 answers below, 6 lead to what is healthy and 4 changed.",
        );
    });

    it("says who is not served, and that nothing is left", () => {
        const input = inputOf();
        const target = toggleTarget(
            { ...input.choice, name: "eu-west-1.example.com" },
            "blue.eu-west-1.elb.amazonaws.com",
        );
        const dead = toggleCheck(input, toggleCheck(input, target, "web-eu-west-1"), "alarm-eu-west-1");
        assert.match(
            text(parts(input, dead).headline.text),
            /PARTLY SERVED .* eu-west-1 \(75 %, down\) and eu-west-1 \(25 %\)/,
        );
        const all = withLost(input, { ...input.choice, name: "eu-west-1.example.com" }, regions);
        assert.match(text(parts(input, all).headline.text), /NOT SERVED With .* lost, .* to eu-west-1 \(down\)/);
    });

    it("tells a question that has no answer, and one that the evaluator refuses", () => {
        const input = inputOf();
        const none = parts(input, { ...input.choice, name: "nothing.example.com" });
        assert.match(text(none.headline.text), /NO ANSWER .*NXDOMAIN: there is no such name/);
        assert.match(text(none.tree.text), /the name does not exist/);
        const refused = parts(input, { ...input.choice, from: "mars" });
        assert.doesNotMatch(refused.tree.text, /undefined/);
    });
});

describe("a choice on the page", () => {
    const input = inputOf();

    it("loses a region and brings it back", () => {
        const lost = toggleRegion(input, input.choice, "eu-west-1");
        assert.deepEqual(lost, withLost(input, input.choice, ["eu-west-1"]));
        assert.deepEqual(toggleRegion(input, lost, "eu-west-1"), input.choice);
    });

    it("takes an alarm's check through having no data, and others not", () => {
        const once = toggleCheck(input, input.choice, "alarm-eu-west-1");
        const twice = toggleCheck(input, once, "alarm-eu-west-1");
        assert.deepEqual(twice.checks, { "alarm-eu-west-1": "insufficient-data" });
        assert.deepEqual(toggleCheck(input, twice, "alarm-eu-west-1"), input.choice);
        assert.deepEqual(toggleCheck(input, toggleCheck(input, input.choice, "switch"), "switch"), input.choice);
    });

    it("is the same after a way through the address", () => {
        const changed = [
            input.choice,
            withLost(input, input.choice, ["eu-west-1"]),
            withLost(input, { ...input.choice, name: "api.example.com", from: "IE", type: "AAAA" }, regions),
            toggleCheck(
                input,
                toggleCheck(input, withLost(input, input.choice, ["us-east-1"]), "alarm-eu-west-1"),
                "alarm-eu-west-1",
            ),
            toggleCheck(input, toggleTarget(input.choice, "green.us-east-1.elb.amazonaws.com"), "switch"),
        ];
        for (const choice of changed) {
            assert.deepEqual(choiceOf(input, hashOf(input, choice)), choice);
        }
        assert.match(hashOf(input, changed[1] ?? input.choice), /&lost=eu-west-1$/);
    });

    it("takes nothing from an address that the zone does not have", () => {
        assert.deepEqual(choiceOf(input, "#lost=mars-1&check=x&target=y&no-data=z"), input.choice);
        assert.deepEqual(choiceOf(input, ""), input.choice);
    });
});

describe("the script of the page", () => {
    it("shows after each press what the evaluator answers in Node", async () => {
        const input = inputOf();
        const page = explanationPage(input, await pageScript());
        const { window } = new JSDOM(page, { runScripts: "dangerously", url: "https://page.invalid/" });
        const { document } = window;
        const press = (selector: string) => {
            const button = document.querySelector<HTMLElement>(selector);
            assert.ok(button, selector);
            button.click();
        };
        const loss = withLost(input, input.choice, ["eu-west-1"]);
        press('[data-region="eu-west-1"]');
        press('[data-name="www.example.com"][data-from="eu-west-1"]');
        const { checks: healthChecks, targets } = loss;
        const expected = answer(
            input.zone,
            { latency, healthChecks, targets },
            { name: "www.example.com", type: "A", from: "eu-west-1" },
        );
        const shown = [...document.querySelectorAll("#answers tbody tr:not(.gone) code")].map(
            ({ textContent }) => textContent,
        );
        assert.deepEqual(
            shown,
            expected.candidates.map(({ answers }) => answers.join(", ")),
        );
        assert.match(window.location.hash, /from=eu-west-1&lost=eu-west-1$/);
        window.close();
    });
});
