import type { Plan, PlanResource } from "../plan";
import { checkEach, isFields, isText, needText, WrongShape, type Fields } from "./shape";
import { deepest } from "./state";
import { checkTree } from "./tree";
import { nameIn, urnForm } from "./urn";

/**
 * What `antipode plan --format json` wrote; undefined for what is nothing of the kind.
 * @throws WrongShape with the path of what somebody has changed in it since, to what no plan has
 */
export function planIn(content: unknown): Plan | undefined {
    if (!isFields(content) || content["version"] !== 1 || !isText(content["project"]) || !isText(content["stack"])) {
        return undefined;
    }
    const { resources } = content;
    if (!Array.isArray(resources)) {
        throw new WrongShape("resources", "a list", resources);
    }
    checkEach(resources, (at) => `resources.${at}`, checkResource);
    const plan = content as unknown as Plan;
    checkTree(plan.resources, "resources");
    return plan;
}

function checkResource(resource: unknown): void {
    if (!isFields(resource)) {
        throw new WrongShape("", "a resource", resource);
    }
    const { urn, type, name, parent, region, custom, provider, options, inputs, ids, dependencies } = resource;
    needText("urn", urn);
    if (nameIn(urn) === undefined) {
        throw new WrongShape("urn", urnForm, urn);
    }
    needText("type", type);
    needText("name", name);
    needText("parent", parent === undefined ? "" : parent);
    needText("region", region === undefined ? "" : region);
    needText("provider", provider === undefined ? "" : provider);
    needBoolean("custom", custom);
    checkOptions(fieldsIn("options", options));
    checkValue("inputs", fieldsIn("inputs", inputs));
    needTexts("ids", ids === undefined ? [] : ids);
    needTexts("dependencies", dependencies);
}

const flags = new Set<string>([
    "protect",
    "retainOnDelete",
    "deleteBeforeReplace",
] satisfies (keyof PlanResource["options"])[]);

function checkOptions(options: Fields): void {
    // Most resources have none.
    for (const name in options) {
        if (name === "ignoreChanges") {
            needTexts("options.ignoreChanges", options[name]);
        } else if (flags.has(name)) {
            needBoolean(`options.${name}`, options[name]);
        }
    }
}

const deepestTold = 20;

/** Whether a list or an object can be an input: the marks in it are what they seem. */
function checkValue(path: string, value: object, depth = 0): void {
    if (depth > deepest) {
        throw new WrongShape(path, `lists and objects within each other, ${deepest} at the most`, "more");
    }
    let key = "";
    try {
        for (key in value) {
            const member = (value as Fields)[key];
            if (key.startsWith("$")) {
                checkMark(key, member);
            }
            if (typeof member === "object" && member !== null) {
                checkValue("", member, depth + 1);
            }
        }
    } catch (error) {
        // Deeper than this a path says nothing that its beginning does not.
        const isTold = error instanceof WrongShape && depth < deepestTold;
        throw isTold ? error.within(path === "" ? key : `${path}.${key}`) : error;
    }
}

function checkMark(mark: string, marked: unknown): void {
    switch (mark) {
        case "$ref":
            // A schema in an input has texts there.
            if (!isText(marked) && !(isFields(marked) && isText(marked["urn"]) && isText(marked["output"]))) {
                throw new WrongShape("", "an object with a urn and an output", marked);
            }
            return;
        case "$unknown":
            needTexts("urns", isFields(marked) ? marked["urns"] : undefined);
            return;
        case "$asset":
            if (!isFields(marked) || !(isText(marked["path"]) || isText(marked["text"]))) {
                throw new WrongShape("", "an object with a path or a text", marked);
            }
    }
}

function fieldsIn(path: string, value: unknown): Fields {
    if (!isFields(value)) {
        throw new WrongShape(path, "an object", value);
    }
    return value;
}

function needBoolean(path: string, value: unknown): void {
    if (typeof value !== "boolean") {
        throw new WrongShape(path, "true or false", value);
    }
}

function needTexts(path: string, value: unknown): void {
    if (!Array.isArray(value) || !value.every(isText)) {
        throw new WrongShape(path, "a list of texts", value);
    }
}
