import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leaseFolder } from "../../twin/lease";

describe("lease of a twin's folder", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-lease-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("has one holder, by whatever path the second comes", async () => {
        const giveBack = await leaseFolder(folder);
        symlinkSync(folder, `${folder}-link`);
        for (const path of [folder, `${folder}-link`]) {
            await assert.rejects(leaseFolder(path), { code: 2, message: /a twin runs in .* already/ });
        }
        rmSync(`${folder}-link`);
        giveBack();
    });

    it("can be had again when it was given back", async () => {
        (await leaseFolder(folder))();
        (await leaseFolder(folder))();
    });

    it("leaves other folders alone", async () => {
        const giveBack = [await leaseFolder(folder), await leaseFolder(tmpdir())];
        giveBack.forEach((give) => give());
    });
});
