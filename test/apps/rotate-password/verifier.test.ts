import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { scramVerifier } from "../../../apps/rotate-password/verifier";

/** The exchange that RFC 7677 shows, of the user `user` with the password `pencil`. */
const nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
const exchange = ["n=user,r=rOprNGfwEbeRWgbNEkqO", `r=${nonce},s=${salt},i=4096`, `c=biws,r=${nonce}`].join(",");
const proof = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
const serverSignature = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

describe("a password's verifier", () => {
    const verifier = scramVerifier("pencil", Buffer.from(salt, "base64"));
    const [, head, stored = "", server = ""] = /^(.*)\$(.*):(.*)$/.exec(verifier) ?? [];
    const sign = (key: string) => createHmac("sha256", Buffer.from(key, "base64")).update(exchange).digest();

    it("has the form that PostgreSQL keeps", () => {
        assert.equal(head, `SCRAM-SHA-256$4096:${salt}`);
    });

    it("accepts the proof of RFC 7677's client", () => {
        const signature = sign(stored);
        const clientKey = Buffer.from(proof, "base64").map((byte, index) => byte ^ (signature[index] ?? 0));
        assert.equal(createHash("sha256").update(clientKey).digest("base64"), stored);
    });

    it("signs as RFC 7677's server does", () => {
        assert.equal(sign(server).toString("base64"), serverSignature);
    });
});
