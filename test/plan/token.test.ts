import assert from "node:assert/strict";
import fc from "fast-check";
import { readText, replaceTokens, tokensIn, writeToken } from "../../plan/token";

const name = fc.string({ unit: "binary", minLength: 1 });
const output = fc
    .tuple(name, name)
    .map(([resource, property]) => ({ urn: `urn:pulumi:s::p::a:b:C$d:e:F::${resource}`, output: property }));
const plainText = fc.string().filter((text) => !text.includes("${"));

describe("a token", () => {
    it("says which output it stands for, whatever the names are", () => {
        fc.assert(fc.property(output, (value) => assert.deepEqual(tokensIn(writeToken(value)), [value])));
    });

    it("survives JSON, at any depth", () => {
        fc.assert(
            fc.property(output, (value) => {
                const nested = JSON.stringify({ a: JSON.stringify({ b: [writeToken(value)] }) });
                assert.deepEqual(tokensIn(nested), [value]);
            }),
        );
    });

    it("is found in any text, in order", () => {
        fc.assert(
            fc.property(fc.array(fc.tuple(plainText, output)), plainText, (parts, end) => {
                const text = parts.map(([before, value]) => `${before} ${writeToken(value)}`).join("") + end;
                assert.deepEqual(
                    tokensIn(text),
                    parts.map(([, value]) => value),
                );
            }),
        );
    });

    it("alone is a reference, and with text around it is text", () => {
        fc.assert(
            fc.property(output, fc.string({ minLength: 1 }), (value, around) => {
                const token = writeToken(value);
                assert.deepEqual(readText(token), { $ref: value });
                assert.equal(readText(token + around), token + around);
                assert.equal(readText(around + token), around + token);
            }),
        );
    });

    it("leaves a name without special characters as it is", () => {
        const urn = "urn:pulumi:s::p::antipode:platform:Cell$aws:ec2/vpc:Vpc::main";
        assert.equal(writeToken({ urn, output: "arn" }), `\${${urn}#arn}`);
    });

    it("is not what an IAM policy writes for its own variables", () => {
        assert.deepEqual(tokensIn("arn:aws:s3:::bucket/${aws:username}/*"), []);
    });

    it("is replaced by what its output is, other text untouched", () => {
        const token = writeToken({ urn: "urn:pulumi:s::p::t::n", output: "id" });
        assert.equal(
            replaceTokens(`a ${token} $& ${token}`, ({ output }) => `<${output}>`),
            "a <id> $& <id>",
        );
    });
});
