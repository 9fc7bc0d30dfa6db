import type { Plan, PlanValue } from "../../../plan/plan";
import { tokensIn } from "../../../plan/token";
import { aws } from "../facts";

/** Inputs that hold what nobody may read: those that are known by name. A `...Version` or `...Arn` beside them does not. */
const secretInput = /^(.*password(Wo)?|passwords|secret(String|Binary)(Wo)?|authToken|privateKey.*|.*accessKey)$/i;

/** Outputs that are secret wherever they go: of generated passwords and keys. */
const secretOutput = /^random:.*#(result|bcryptHash)$|^tls:.*#private.*$/;

/** Places where a secret stands in plain: in a preview, a state file, or an instance's user data. */
export function plainSecrets(recorded: Plan): string[] {
    const secrets = new Set(
        recorded.resources
            .flatMap(({ type, urn }) =>
                ["result", "bcryptHash", "privateKeyPem"].map((output) => ({ type, urn, output })),
            )
            .filter(({ type, output }) => secretOutput.test(`${type}#${output}`))
            .map(({ urn, output }) => `${urn}#${output}`),
    );
    return [...aws(recorded), ...recorded.resources.filter(({ custom }) => !custom)].flatMap(({ inputs, name, type }) =>
        shown(inputs, secrets).map((path) => `${type} ${name}: ${path} in plain`),
    );
}

function shown(value: PlanValue, secrets: ReadonlySet<string>, path: readonly string[] = []): string[] {
    if (typeof value === "string") {
        const texts = [value, Buffer.from(value, "base64").toString()];
        const known = texts.flatMap(tokensIn).some(({ urn, output }) => secrets.has(`${urn}#${output}`));
        return known || secretInput.test(path.at(-1) ?? "") ? [path.join(".")] : [];
    }
    if (typeof value !== "object" || value === null || "$secret" in value) {
        return [];
    }
    if ("$ref" in value) {
        const { urn, output } = (value as { readonly $ref: { readonly urn: string; readonly output: string } }).$ref;
        return secrets.has(`${urn}#${output}`) ? [path.join(".")] : [];
    }
    return Object.entries(value).flatMap(([key, inner]: [string, PlanValue]) => shown(inner, secrets, [...path, key]));
}
