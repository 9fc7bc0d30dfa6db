import { InvalidArgumentError } from "commander";

/** What `--clock` takes: `real` is 1, `10x` is 10. Throws InvalidArgumentError for anything else. */
export function clockFactor(text: string): number {
    const factor = text === "real" ? 1 : Number(/^(\d+(?:\.\d+)?)x$/.exec(text)?.[1]);
    if (!(factor >= 1)) {
        throw new InvalidArgumentError("expected real or a factor such as 10x");
    }
    return factor;
}
