import { describe, expect, it } from "tstyche";
import type { SecretContent } from "../../components/secret";

describe("SecretContent", () => {
    it("is made here, or given", () => {
        expect<SecretContent>().type.toBeAssignableFrom({ kind: "generated", length: 40 } as const);
        expect<SecretContent>().type.toBeAssignableFrom({ kind: "given", value: "text" } as const);
    });

    it("is not both, and not neither", () => {
        expect<SecretContent>().type.not.toBeAssignableFrom({ kind: "generated", value: "text" } as const);
        expect<SecretContent>().type.not.toBeAssignableFrom({ kind: "given", length: 40 } as const);
    });
});
