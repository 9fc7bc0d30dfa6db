import type { RawPlatform } from "../components/platforms";

const waiver = { rule: "one-way-out", reason: "a stack for work on the app", until: "2027-03-31" };

/** What a person may get wrong about what a stack accepts. */
export const waiverMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a waiver of a rule that there is not",
        (raw) => (raw["waivers"] = [{ ...waiver, rule: "one-way" }]),
        [
            'platform.waivers.0.rule: expected the id of a rule, as docs/rules.md has them (did you mean "one-way-out"?), got "one-way"',
        ],
    ],
    [
        "a waiver of the rule that ends waivers",
        (raw) => (raw["waivers"] = [{ ...waiver, rule: "waiver-ended" }]),
        [
            'platform.waivers.0.rule: expected the id of a rule, as docs/rules.md has them (did you mean "over-budget"?), got "waiver-ended"',
        ],
    ],
    [
        "a waiver without a reason, and one without an end",
        (raw) =>
            (raw["waivers"] = [
                { ...waiver, reason: "because" },
                { rule: waiver.rule, reason: waiver.reason },
            ]),
        [
            'platform.waivers.0.reason: expected a reason that a reader will understand, got "because"',
            "platform.waivers.1.until: expected a day in quotes such as 2027-03-31, got nothing",
        ],
    ],
    [
        "a waiver until a day that there is not",
        (raw) => (raw["waivers"] = [{ ...waiver, until: "2027-02-30" }]),
        ['platform.waivers.0.until: expected a day in quotes such as 2027-03-31, got "2027-02-30"'],
    ],
];
