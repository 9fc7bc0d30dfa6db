/** Widths of a wire in pixels: of none, and of all answers. */
const thinnest = 1.5;
const widest = 9;

const namespace = "http://www.w3.org/2000/svg";

/**
 * Draws the lines of the tree behind its cards: from each card to those below it, as wide as the share of answers that
 * comes that way, in the colour of the region that it leads to. Lines follow the layout: cards beside or under another.
 */
export function drawWires(): void {
    const tree = document.querySelector<HTMLElement>(".tree");
    tree?.querySelector("svg.wires")?.remove();
    if (!tree) {
        return;
    }
    const area = tree.getBoundingClientRect();
    const picture = document.createElementNS(namespace, "svg");
    picture.setAttribute("class", "wires");
    picture.setAttribute("aria-hidden", "true");
    picture.setAttribute("width", String(tree.scrollWidth));
    picture.setAttribute("height", String(tree.scrollHeight));
    const branches = [...tree.querySelectorAll<HTMLElement>("li.branch")].sort((a, b) => shareOf(a) - shareOf(b));
    for (const branch of branches) {
        const above = branch.parentElement?.closest(".branch");
        const from = cardOf(above)?.getBoundingClientRect();
        const to = cardOf(branch)?.getBoundingClientRect();
        if (from && to) {
            picture.append(wire(branch, pathBetween(from, to, area)));
        }
    }
    tree.prepend(picture);
    tree.classList.add("wired");
}

function wire(branch: HTMLElement, path: string): SVGPathElement {
    const share = shareOf(branch);
    const line = document.createElementNS(namespace, "path");
    line.setAttribute("d", path);
    const isUnhealthy = cardOf(branch)?.classList.contains("unhealthy") === true;
    const colour = share > 0 ? (branch.dataset["tone"] ?? "") : isUnhealthy ? "var(--bad)" : "var(--pale)";
    line.setAttribute("style", `stroke:${colour};stroke-width:${thinnest + share * (widest - thinnest)}px`);
    line.setAttribute("class", share > 0 ? "" : "unused");
    return line;
}

/** A curve to a card at the right, an elbow to a card below. */
function pathBetween(from: DOMRect, to: DOMRect, area: DOMRect): string {
    const x = (value: number) => Math.round(value - area.left);
    const y = (value: number) => Math.round(value - area.top);
    const end = `${x(to.left)} ${y(to.top + to.height / 2)}`;
    if (to.left >= from.right) {
        const middle = x((from.right + to.left) / 2);
        const start = y(from.top + from.height / 2);
        return `M${x(from.right)} ${start}C${middle} ${start} ${middle} ${y(to.top + to.height / 2)} ${end}`;
    }
    const left = x(from.left) + 10;
    const bend = y(to.top + Math.min(28, to.height / 2));
    return `M${left} ${y(from.bottom)}V${bend - 8}Q${left} ${bend} ${left + 8} ${bend}H${x(to.left)}`;
}

function shareOf({ dataset }: HTMLElement): number {
    return Number(dataset["share"]);
}

function cardOf(branch: Element | null | undefined): Element | undefined {
    return branch ? [...branch.children].find((child) => child.classList.contains("card")) : undefined;
}
