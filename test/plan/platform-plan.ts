import { join } from "node:path";
import { loadStack, type PlatformConfig } from "../../config";
import type { Plan } from "../../plan/plan";
import { recordProgram } from "../../plan/record";
import { definePlatform } from "../../platform";

const root = join(__dirname, "../..");

/** The plan of one of our own stacks. */
export function planOf(stack: string): Promise<Plan> {
    const config: PlatformConfig = loadStack(stack, root);
    return recordProgram(() => definePlatform(config), { project: "antipode", stack, directory: root });
}
