import { delimiter } from "node:path";
import { CommandError } from "../exit";
import { installTools, systemFolders, testPackages, toolPackages } from "./debian";
import { findOrInstallK6 } from "./k6";
import { findOrInstallMoto } from "./moto";
import { probeNamespaces } from "./namespaces";
import { findOrBuildPulumi } from "./pulumi";

/**
 * Brings everything that the twin and its clients run, as far as it is missing, and puts it on this process's PATH.
 * With `tests`, also what only the tests need. Says on stderr what it does and how long that takes; quick and silent when everything is there.
 * @throws CommandError 3 that names what is missing and how to get it
 */
export async function prepareEngines({ tests = false } = {}): Promise<void> {
    if (process.platform !== "linux") {
        throw new CommandError(
            `the twin needs Linux and this is ${process.platform}: run it in a Linux virtual machine or container`,
            3,
        );
    }
    installTools(tests ? { ...toolPackages, ...testPackages } : toolPackages);
    probeNamespaces();
    if (tests) {
        await findOrInstallMoto();
    }
    const folders = [await findOrInstallK6(), ...(tests ? [await findOrBuildPulumi()] : [])];
    const known = (process.env["PATH"] ?? "").split(delimiter);
    process.env["PATH"] = [...new Set([...folders, ...known, ...systemFolders])].join(delimiter);
}
