import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planTerraform } from "../plan/export/terraform";
import { CommandError, exitCodeOf } from "./exit";
import { projectRoot } from "./root";
import { findOrInstallPython } from "./setup/python-environment";
import { recordStack } from "./stack";

/** One check that some resources fail. */
interface Failure {
    readonly check_id: string;
    readonly check_name: string;
    readonly resource: string;
}

interface Findings {
    readonly summary: { readonly passed: number; readonly failed: number };
    readonly results: { readonly failed_checks: readonly Failure[] };
}

/**
 * `npm run checkov [-- STACK]`: runs checkov over a stack's plan, prod by default. A failed check whose id has no reason
 * in docs/checkov.md ends it with 1, as does a reason for a check that nothing fails.
 */
async function main(stack = "prod"): Promise<void> {
    const programs = await findOrInstallPython({ name: "checkov", takes: "about 80 s" });
    const found = ask(join(programs, "checkov"), JSON.stringify(planTerraform(await recordStack(stack))));
    const failed = new Map(found.results.failed_checks.map(({ check_id: id, check_name: title }) => [id, title]));
    const explained = new Set(explainedIn(readFileSync(join(projectRoot(), "docs/checkov.md"), "utf8")));
    const { summary } = found;
    process.stdout.write(`${stack}: ${summary.passed} passed, ${summary.failed} failed, of ${failed.size} checks\n`);
    const unexplained = [...failed].filter(([id]) => !explained.has(id)).map(([id, title]) => `${id}: ${title}`);
    const stale = stack === "prod" ? [...explained].filter((id) => !failed.has(id)) : [];
    if (unexplained.length + stale.length > 0) {
        const lines = [
            ...unexplained.map((one) => `no reason in docs/checkov.md for ${one}`),
            ...stale.map((id) => `docs/checkov.md explains ${id}, which nothing fails`),
        ];
        throw new CommandError(lines.join("\n"), 1);
    }
}

/** checkov ends with 1 when a check fails, and writes what it found all the same. */
function ask(program: string, plan: string): Findings {
    const folder = mkdtempSync(join(tmpdir(), "antipode-checkov-"));
    try {
        const file = join(folder, "plan.json");
        writeFileSync(file, plan);
        const words = ["-f", file, "--framework", "terraform_plan", "--skip-download", "--compact", "-o", "json"];
        const { stdout, stderr } = spawnSync(program, words, { encoding: "utf8", maxBuffer: 2 ** 28 });
        const found = JSON.parse(stdout) as Partial<Findings>;
        if (!found.results || !found.summary) {
            throw new CommandError(`checkov found no plan: ${stderr.split("\n")[0] ?? ""}`, 3);
        }
        return { results: found.results, summary: found.summary };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** Ids in the first column of the page's table. */
function explainedIn(page: string): string[] {
    return [...page.matchAll(/^\| (CKV\w+) /gm)].map((match) => match[1] ?? "");
}

main(process.argv[2]).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
});
