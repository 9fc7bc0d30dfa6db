import type picocolors from "picocolors";
import type { LeverSaving } from "../levers";
import { dollars } from "../money";
import { leftRight, wrapped } from "./text-columns";

/** What would make this stack cheaper, for a terminal; the largest saving first. */
export function leversText(
    levers: readonly LeverSaving[],
    { bold, dim }: ReturnType<typeof picocolors.createColors>,
): string {
    const lines = levers.flatMap(({ title, saving, takes }) => [
        leftRight(`  ${title}`, dollars(saving)),
        dim(wrapped(takes, 6)),
    ]);
    return [
        bold(leftRight("Levers: what this stack would save by each alone", "a month")),
        ...(lines.length > 0 ? lines : ["  none of the known ones saves anything here"]),
    ].join("\n");
}
