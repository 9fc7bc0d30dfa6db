import type { EngineState } from "../../../plan/readers/state";

export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function urn(type: string, name: string): string {
    return `urn:pulumi:live::shop::${type}::${name}`;
}

/** A resource as a digest or an export has it. */
export function state(type: string, name: string, more: Partial<EngineState> = {}): EngineState {
    return { urn: urn(type, name), type, custom: true, ...more };
}

export const provider = state("pulumi:providers:aws", "ireland", { id: "p1", inputs: { region: "eu-west-1" } });

/** A step of a digest. */
export function step(op: string, before: EngineState | undefined, after: EngineState | undefined) {
    return {
        op,
        urn: (after ?? before)?.urn ?? "",
        ...(before ? { oldState: before } : {}),
        ...(after ? { newState: after } : {}),
        detailedDiff: null,
    };
}

export function digest(steps: readonly object[], more: object = {}): string {
    return JSON.stringify({ config: {}, steps, changeSummary: {}, ...more });
}
