import type { z } from "zod";
import { under, type Problem } from "../components/shared/problems";
import { checkBalancers } from "./balancer-rules";
import { at } from "./explain-issue";
import { checkSecurity, securitySchema } from "./security";
import { checkInferenceConfig } from "./inference";
import { checkTrafficConfig } from "./traffic-rules";
import { checkWebs } from "./web-rules";

/** A part of a stack's file, e.g. `cache`, with the rules that the component which it configures has. */
interface Part<T> {
    readonly key: string;
    readonly schema: z.ZodType<T>;
    readonly check: (settings: T) => Problem[];
}

/** The same rules that the components check, asked of each part that is valid by itself, so that they come with all others. */
export function checkComponents(raw: unknown): Problem[] {
    const parts: readonly ((raw: unknown) => Problem[])[] = [
        checkWebs,
        checkTrafficConfig,
        checkInferenceConfig,
        checkBalancers,
        ofPart({ key: "security", schema: securitySchema, check: checkSecurity }),
    ];
    return parts.flatMap((check) => check(raw));
}

function ofPart<T>({ key, schema, check }: Part<T>): (raw: unknown) => Problem[] {
    return (raw) => {
        const { data } = schema.safeParse(at(raw, [key]));
        return data === undefined ? [] : under(`platform.${key}`, check(data));
    };
}
