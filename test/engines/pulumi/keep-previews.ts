/*
 * `npm run keep:previews`: writes what Pulumi's command line says of our staging program to test/cost/previews/, where
 * the fast tests read it. To be run when the readers or the platform have changed enough that it should be read anew.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { makePreviews } from "./previews";

const folder = join(__dirname, "../../cost/previews");

async function main(): Promise<void> {
    const { plan, ...texts } = await makePreviews("staging");
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries({ ...texts, plan: JSON.stringify(plan) })) {
        const packed = gzipSync(text, { level: 9 });
        writeFileSync(join(folder, `staging-${name}.json.gz`), packed);
        process.stderr.write(`${name}: ${text.length} characters, ${packed.length} bytes\n`);
    }
}

void main();
