import { createRequire } from "node:module";
import { rules, subjectOf } from "./rules";

const load = createRequire(__filename);

describe("Route 53's rules", () => {
    const subject = subjectOf((module) => load(`../../routing/${module}`) as unknown);
    for (const { title, holds } of rules) {
        it(title, () => holds(subject));
    }
});
