/*
 * Stands in for the AWS provider (and that of `random`) behind a real Pulumi engine: keeps what it is given in a file,
 * and answers as the bridged providers do where this matters to a failover, in check, diff and read. It proves what
 * the engine makes of our program, not what AWS does.
 */
import * as pulumi from "@pulumi/pulumi";
import { answerOutputs, type WireObject } from "../../../plan/outputs";
import { filledByAws } from "./failed-over";
import { idOf } from "./ids";
import { propertiesOf } from "./provider-properties";
import { keep, readStore } from "./store";

type Provider = pulumi.provider.Provider;
type Change = [id: string, urn: string, olds: WireObject, news: WireObject];

function typeOf(urn: string): string {
    const [, , qualified = ""] = urn.split("::");
    return qualified.split("$").pop() ?? "";
}

/** What a program said, and what AWS has since said of the same and of what it fills in. */
function inputsOf(type: string, given: WireObject, state: WireObject): WireObject {
    const keys = [...Object.keys(given), ...(filledByAws[type] ?? [])];
    return Object.fromEntries(keys.flatMap((key) => (state[key] === undefined ? [] : [[key, state[key]]])));
}

function differing(type: string, state: WireObject, wanted: WireObject): string[] {
    const keys = new Set([...Object.keys(wanted), ...(filledByAws[type] ?? [])]);
    return [...keys].filter((key) => JSON.stringify(state[key]) !== JSON.stringify(wanted[key]));
}

function provider(version: string): Provider {
    const store = new Map(Object.entries(readStore()));
    const save = (urn: string, inputs: WireObject): WireObject => {
        const type = typeOf(urn);
        const unknown = propertiesOf(type).filter((property) => !(filledByAws[type] ?? []).includes(property));
        const outputs = answerOutputs({ urn, type, properties: unknown, inputs, secretOutputs: [] }, (value) => value);
        store.set(urn, { type, inputs, state: outputs });
        keep(urn, { type, inputs, state: outputs });
        return outputs;
    };
    return {
        version,
        check: (_urn, _olds, news: WireObject) => Promise.resolve({ inputs: news, failures: [] }),
        diff: (...[, urn, olds, news]: Change) => {
            const changed = differing(typeOf(urn), olds, news);
            return Promise.resolve({ changes: changed.length > 0, diffs: changed } as pulumi.provider.DiffResult);
        },
        create: (urn, inputs: WireObject) => Promise.resolve({ id: idOf(urn), outs: save(urn, inputs) }),
        read: (id, urn) => {
            const kept = store.get(urn);
            if (kept === undefined) {
                throw new Error(`read of ${urn}, which was never made`);
            }
            return Promise.resolve({ id, props: kept.state, inputs: inputsOf(kept.type, kept.inputs, kept.state) });
        },
        update: (...[, urn, , news]: Change) => Promise.resolve({ outs: save(urn, news) }),
        delete: (_id, urn) => {
            store.delete(urn);
            keep(urn, null);
            return Promise.resolve();
        },
    };
}

void pulumi.provider.main(provider("7.48.0"), process.argv.slice(2));
