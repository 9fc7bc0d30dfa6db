import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { CommandError, exitCodeOf } from "./exit";
import { stackCosts, withStackCosts } from "./pages/stack-costs";
import { readComponents } from "./pages/read";
import { componentPage, indexPage } from "./pages/render";
import { withRulesTable } from "./pages/rules-table";
import { projectRoot } from "./root";
import { rulesPage } from "../policy/report/rules-page";

/**
 * `npm run pages`: writes docs/components.md and a page for each component from the types and comments of its file, and
 * the table of rules in docs/route53.md from the tests that prove them, and what each stack costs in README.md.
 * `npm run pages -- --check` writes nothing and fails when a page is not what it would write.
 */
async function main(): Promise<void> {
    const root = projectRoot();
    const pages = await makePages(root);
    if (process.argv.includes("--check")) {
        const stale = [...pages].filter(([file, text]) => !isCurrent(join(root, file), text)).map(([file]) => file);
        const left = existing(root).filter((file) => !pages.has(file));
        if (stale.length + left.length > 0) {
            throw new CommandError(
                `not what the types say: ${[...stale, ...left].join(", ")}; run \`npm run pages\``,
                1,
            );
        }
        return;
    }
    rmSync(join(root, "docs/components"), { recursive: true, force: true });
    mkdirSync(join(root, "docs/components"), { recursive: true });
    for (const [file, text] of pages) {
        writeFileSync(join(root, file), text);
    }
    process.stdout.write(`${pages.size} pages in docs\n`);
}

async function makePages(root: string): Promise<Map<string, string>> {
    const components = await readComponents(root);
    const style = await resolveConfig(join(root, "docs/components.md"));
    const tidy = (text: string): Promise<string> => format(text, { ...style, parser: "markdown" });
    const pages = new Map([["docs/components.md", await tidy(indexPage(components))]]);
    for (const component of components) {
        pages.set(`docs/components/${component.file}.md`, await tidy(componentPage(component)));
    }
    const route53 = "docs/route53.md";
    pages.set(route53, await tidy(withRulesTable(readFileSync(join(root, route53), "utf8"))));
    pages.set("docs/rules.md", await tidy(rulesPage()));
    pages.set(
        "README.md",
        await tidy(withStackCosts(readFileSync(join(root, "README.md"), "utf8"), await stackCosts())),
    );
    return pages;
}

function isCurrent(file: string, text: string): boolean {
    return existsSync(file) && readFileSync(file, "utf8") === text;
}

function existing(root: string): string[] {
    const folder = join(root, "docs/components");
    return existsSync(folder) ? readdirSync(folder).map((name) => `docs/components/${name}`) : [];
}

main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
});
