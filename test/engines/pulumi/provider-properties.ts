import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const packages: Readonly<Record<string, string>> = {
    aws: dirname(require.resolve("@pulumi/aws/package.json")),
    random: dirname(require.resolve("@pulumi/random/package.json")),
};

const known = new Map<string, readonly string[]>();

/** Every property of a resource, inputs and outputs: `aws:ec2/vpc:Vpc` lists them in the constructor of ec2/vpc.js. */
export function propertiesOf(type: string): readonly string[] {
    const found = known.get(type) ?? read(type);
    known.set(type, found);
    return found;
}

function read(type: string): readonly string[] {
    const [name = "", path = ""] = type.split(":");
    const folder = packages[name];
    if (folder === undefined) {
        throw new Error(`${type}: expected a resource of ${Object.keys(packages).join(" or ")}`);
    }
    const source = readFileSync(join(folder, `${path.replace(/^index\//, "")}.js`), "utf8");
    return [...new Set([...source.matchAll(/resourceInputs\["(\w+)"\]/g)].map(([, property = ""]) => property))];
}
