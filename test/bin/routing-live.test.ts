import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { address, zone } from "../routing/zones";

const root = join(__dirname, "../..");

describe("commands that ask a live zone", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-live-"));
        writeFileSync(join(folder, "zone.json"), JSON.stringify(zone([address("app.example.com", "192.0.2.1")])));
    });

    after(() => rmSync(folder, { recursive: true }));

    const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
        ["verify", ["--resolver", "x:y"], /--resolver: expected an address or address:port, got x:y/],
        ["verify", ["--endpoint", "localhost:5000"], /--endpoint.*expected a URL/],
        ["import", ["--endpoint", "route53"], /--endpoint.*expected a URL/],
    ];
    for (const [command, words, message] of wrong) {
        it(`${command} ends with 2 and one line on ${words.join(" ")}`, () => {
            const file = join(folder, "zone.json");
            const own = command === "verify" ? ["--zone", file, "--name-servers", "127.0.0.1:1"] : ["--zone", "Z1"];
            const { status, stderr } = spawnSync(
                process.execPath,
                [join(root, "bin/antipode"), "routing", command, ...own, ...words],
                { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
            );
            assert.equal(status, 2);
            const lines = stderr.split("\n").filter((line) => line.startsWith("antipode: "));
            assert.equal(lines.length, 1);
            assert.match(lines[0] ?? "", message);
        });
    }
});
