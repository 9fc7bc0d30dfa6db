import { rules, themes } from "../rules";
import type { Rule } from "../rule";

/** docs/rules.md: every rule with its reason, its fix and who says so. */
export function rulesPage(): string {
    const errors = rules.filter(({ severity }) => severity === "error").length;
    return [
        "# Rules over a plan",
        `\`antipode check\` asks ${rules.length} rules about a stack, a preview, its events, an export or a plan; ${errors} of them are errors. ` +
            "The policy pack in policy/pack asks the same inside `pulumi preview`. What is not known before deployment is *not judged*: " +
            "no pass, and printed as such. So is what a component of @pulumi/awsx consists of (`every-rule`), which a preview knows " +
            "and a recorded program does not; and in a stack of one layer (docs/layers.md) what only a comparison with the other " +
            "layers' stacks would show. This page is made by `npm run pages`.",
        [
            "```sh",
            "npx antipode check --stack prod",
            "pulumi preview --json --show-sames | npx antipode check - --fail-on warning",
            "npx antipode check --stack prod --verbose     # also why each rule is there, and who says so",
            "```",
        ].join("\n"),
        "It ends with 1 when a rule of the severity that `--fail-on` names (errors, unless said) is broken and not waived.",
        "`pulumi preview --policy-pack policy/pack` needs Pulumi's Node language host, which every installed command line has; " +
            "one without it takes `--policy-pack policy/pack/antipode-policy`, as our tests do. There an error is mandatory, the rest " +
            "advisory, and a policy document that holds an unknown is not judged: an engine hides all of such a text. " +
            "`npm run preview -- STACK` runs the preview once and reads cost and rules from it; it needs Pulumi's command line and a login " +
            "(`pulumi login --local` is enough).",
        "A rule is waived in the stack's file only, with a reason and a day that ends; a plan, a preview and an export carry its waivers " +
            "and its budget along, so they are judged by their own:",
        [
            "```yaml",
            "config:",
            "    antipode:platform:",
            "        waivers:",
            "            - rule: one-way-out",
            '              resource: "*-nat-*"',
            "              reason: a stack for work on the app; a lost zone may stop it",
            '              until: "2027-03-31"',
            "```",
        ].join("\n"),
        "`resource` is a name, a urn or a place, with `*` for any letters; without it the rule is waived everywhere. " +
            "After the day, what was waived is back, and the ended waiver is an error of its own.",
        "A program that is not this one lists the same under `antipode:waivers` in the config of its own stack's file, which " +
            "`npx antipode check preview.json --waivers ../shop/Pulumi.prod.yaml` reads (docs/your-program.md).",
        ...themes.map(({ title, rules: own }) => [`## ${title}`, ...own.map(section)].join("\n\n")),
    ].join("\n\n");
}

function section({ id, severity, title, why, fix, source }: Rule): string {
    return `### ${id}\n\n${severity}: ${title}.\n\n- Why: ${why}\n- Fix: ${fix}\n- Source: <${source}>`;
}
