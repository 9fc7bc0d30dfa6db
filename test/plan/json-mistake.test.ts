import assert from "node:assert/strict";
import { mistakeText, parseJson } from "../../plan/json-mistake";

function said(text: string): string {
    const read = parseJson(text);
    assert.equal(read.kind, "mistake");
    return mistakeText(read.mistake);
}

describe("a mistake in JSON", () => {
    for (const [text, expected] of [
        ["Previewing update", 'is no JSON: line 1, column 1: expected a value, got "Previewing"'],
        ['{"a": 1,\n "b": [1 2]}', 'is no JSON: line 2, column 10: expected a comma or ], got "2"'],
        ['{"a": 1 "b": 2}', 'is no JSON: line 1, column 9: expected a comma or }, got "\\"b\\""'],
        ['{"a": 1,}', 'is no JSON: line 1, column 9: expected a name in double quotes, got "}"'],
        ["{'a': 1}", "is no JSON: line 1, column 2: expected a name in double quotes or }, got \"'a'\""],
        ['{"a" 1}', 'is no JSON: line 1, column 6: expected a colon, got "1"'],
        ["[01]", 'is no JSON: line 1, column 3: expected a comma or ], got "1"'],
        ["[1]\n]", 'is no JSON: line 2, column 1: expected nothing more, got "]"'],
        [
            '["a\nb"]',
            'is no JSON: line 1, column 4: expected the end of a string, in which a line break is \\n, got "\\n"',
        ],
        ['["\\x"]', 'is no JSON: line 1, column 3: expected an escape such as \\n or \\u00e9, got "\\\\x"'],
        ['["a\tb"]', 'is no JSON: line 1, column 4: expected the escape of a control character, got "\\t"'],
        [
            '["\\\\a", "\\\\\\u12"]',
            'is no JSON: line 1, column 12: expected an escape such as \\n or \\u00e9, got "\\\\u12"',
        ],
        ["[1, // one\n2]", 'is no JSON: line 1, column 5: expected a value, got "/"'],
        ["\ufeff{}", 'is no JSON: line 1, column 1: expected a value, got "\ufeff"'],
        ["[true'é]", 'is no JSON: line 1, column 2: expected a value or ], got "true\'é"'],
        ["[-]", 'is no JSON: line 1, column 2: expected a value or ], got "-"'],
        ["[1.]", 'is no JSON: line 1, column 2: expected a value or ], got "1."'],
        ['{"a": tru', "is cut off: line 1, column 7: expected a value"],
        ['{"a": "b', "is cut off: line 1, column 9: expected the end of a string, in which a line break is \\n"],
        ["[[1],\n", "is cut off: line 2, column 1: expected a value"],
    ] as const) {
        it(`${JSON.stringify(text)} ${expected}`, () => assert.equal(said(text), expected));
    }

    it("is a cut wherever a text ends too early", () => {
        const whole = JSON.stringify({ a: [1, -2.5e3, 'x\u0080\\"\n', null, true, {}], "b c": { d: "ü😀" } }, null, 1);
        for (let end = 0; end < whole.length; end++) {
            assert.match(said(whole.slice(0, end)), /^is cut off: /, whole.slice(0, end));
        }
    });

    it("is found behind a string of megabytes and below thousands of lists", () => {
        assert.match(said(`{"a":"${"x\\n".repeat(2_000_000)}",b}`), /column 6000009: .* got "b"$/);
        assert.match(said("[".repeat(100_000)), /^is cut off: line 1, column 100001: /);
    });
});
