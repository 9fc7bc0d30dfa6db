import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBook } from "../../cost/book/open-book";
import { sheet } from "../cost/book/sheet";

const root = join(__dirname, "../..");
const gateway = { service: "NATGateway", label: "Hourly charge for NAT Gateways" };

interface Ended {
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The command as a person types it; without blocking, since the test serves what it asks for. */
function prices(...words: readonly string[]): Promise<Ended> {
    return new Promise((resolve) => {
        const command = [join(root, "bin/antipode"), "cost", "prices", ...words];
        execFile(process.execPath, command, { maxBuffer: 1e8 }, (error, stdout, stderr) => {
            resolve({ status: Number(error?.code ?? 0), stdout, stderr });
        });
    });
}

describe("antipode cost prices", function () {
    this.timeout(60_000);
    let folder: string;
    let book: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-prices-"));
        book = join(folder, "book");
        cpSync(join(root, "cost/book/prices"), book, { recursive: true });
    });
    after(() => rmSync(folder, { recursive: true }));

    it("shows within 100 columns how old prices are, by service and region", async () => {
        const { status, stdout } = await prices("--check");
        assert.equal(status, 0);
        const lines = stdout.split("\n");
        assert.match(lines.find((line) => line.startsWith("NATGateway")) ?? "", /^NATGateway +(2025-10 +){8}-$/);
        assert.deepEqual(
            lines.filter((line) => line.length > 100),
            [],
        );
    });

    it("tells programs which prices are missing where, and why", async () => {
        const { gaps } = JSON.parse((await prices("--format", "json")).stdout) as { gaps: object[] };
        assert.deepEqual(
            gaps.find((gap) => "label" in gap && gap.label === "volumeType=gp3;VolumeP-IOPS"),
            {
                service: "AmazonEBS",
                label: "volumeType=gp3;VolumeP-IOPS",
                place: "ap-southeast-2",
                reason: "no public copy of the price list that was read has EBS for this region",
                types: ["aws:ebs/volume:Volume"],
            },
        );
    });

    it("makes no book of a sheet that lacks what mappers ask for", async () => {
        const file = join(folder, "small.csv");
        writeFileSync(file, sheet({}));
        const { status, stderr } = await prices("--import", file, "--book", book);
        assert.equal(status, 1);
        assert.match(stderr, /the book would not be complete:\n {2}- .*expected a row in everywhere or a gap/);
        assert.ok(openBook(book).find(gateway, "eu-west-1"), "the book is as it was");
    });

    it("ends with 2 for what is no sheet, no book, no address, or two wishes", async () => {
        for (const words of [
            ["--import", "nowhere.csv"],
            ["--import", join(root, "package.json")],
            ["--book", join(folder, "nowhere")],
            ["--refresh", "nowhere"],
            ["--import", "a.csv", "--refresh", "b"],
        ]) {
            const { status, stderr } = await prices(...words);
            assert.equal(status, 2, stderr);
        }
    });

    describe("--refresh", () => {
        let server: Server;
        let address: string;
        before(async () => {
            const sku = openBook(book).find(gateway, "eu-west-1")?.sku ?? "";
            const published = { manifest: { hawkFilePublicationDate: "2026-11-04T00:00:00Z" } };
            const regions = { "EU (Ireland)": { any: { rateCode: sku, price: "0.0990000000" } } };
            const pages: Readonly<Record<string, string>> = {
                "/gates.json": JSON.stringify({ ...published, regions }),
                "/wrong.csv": "a,b\n1,2\n",
            };
            server = createServer(({ url = "" }, response) => {
                const page = pages[url];
                response.writeHead(page === undefined ? 404 : 200).end(page);
            }).listen(0, "127.0.0.1");
            await once(server, "listening");
            address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        });
        after(() => server.close());

        it("takes a newer amount, its day and its source, and changes nothing else", async () => {
            const others = readFileSync(join(book, "us-east-1.json"), "utf8");
            const { status, stdout } = await prices("--refresh", `${address}/gates.json`, "--book", book);
            assert.equal(status, 0);
            assert.match(stdout, /1 prices met, 1 changed\n {2}NATGateway ".*" in eu-west-1: 0.048 -> 0.099/);
            const { amount, date, source } = openBook(book).find(gateway, "eu-west-1") ?? assert.fail();
            assert.deepEqual([amount.toFixed(), date, source], ["0.099", "2026-11-04", `${address}/gates.json`]);
            assert.equal(readFileSync(join(book, "us-east-1.json"), "utf8"), others);
        });

        it("ends with 3 for what is not there, with 2 for what is no price file, and leaves the book alone", async () => {
            const before = readFileSync(join(book, "eu-west-1.json"), "utf8");
            const missing = await prices("--refresh", `${address}/none.csv`, "--book", book);
            assert.deepEqual([missing.status, /got HTTP 404/.test(missing.stderr)], [3, true]);
            const nobody = await prices("--refresh", "http://127.0.0.1:9/none.csv", "--book", book);
            assert.equal(nobody.status, 3);
            assert.match(
                nobody.stderr,
                /^antipode: http:\/\/127\.0\.0\.1:9\/none\.csv: expected a price file; [^f].*$/m,
            );
            assert.doesNotMatch(nobody.stderr, /fetch failed/);
            const wrong = await prices("--refresh", `${address}/wrong.csv`, "--book", book);
            assert.deepEqual([wrong.status, /expected an offer/.test(wrong.stderr)], [2, true]);
            assert.equal(readFileSync(join(book, "eu-west-1.json"), "utf8"), before);
        });
    });
});
