import { coloursWanted } from "../../../plan/terminal";
import { explain } from "../../../routing/explain";
import { explanationPage } from "../../../routing/page/document";
import { pageInput, type PageInput } from "../../../routing/page/input";
import { writeText } from "../../text-file";
import { explanationTree } from "./explanation-tree";
import type { ZoneOptions } from "./zone-options";
import { pageScript } from "./page-script";
import { lossText, questionsOf, readInquiry, type Inquiry } from "./question";
import type { QuestionOptions } from "./question-options";

export interface ExplainOptions extends ZoneOptions, QuestionOptions {
    readonly html?: string;
    readonly format: "text" | "json";
}

/** `antipode routing explain`: prints trees, or writes the page. */
export async function showExplanation({ html, format, ...options }: ExplainOptions): Promise<void> {
    const inquiry = await readInquiry(options);
    if (html !== undefined) {
        writeText(html, explanationPage(inputOf(inquiry), await pageScript()), "--html");
        const said = `${inquiry.lost.map((one) => `${lossText(one)}\n`).join("")}${html}\n`;
        process.stdout.write(html === "-" ? "" : said);
        return;
    }
    const { zone, state, lost } = inquiry;
    const explanations = questionsOf(inquiry).map((question) => explain(zone, state, question));
    const text =
        format === "json"
            ? JSON.stringify(explanations.length === 1 ? explanations[0] : explanations, null, 2)
            : [...lost.map(lossText), ...explanations.map((one) => explanationTree(one, coloursWanted()))].join("\n\n");
    process.stdout.write(`${text}\n`);
}

/** The page first asks from a lost region: there most changes. */
function inputOf({ input, zone, state, lost, regions, names, type, places }: Inquiry): PageInput {
    const from = lost.map(({ region }) => region).find((region) => places.includes(region));
    return pageInput({
        source: input.source,
        zone,
        state,
        regions,
        names,
        places,
        type,
        ...(from === undefined ? {} : { from }),
    });
}
