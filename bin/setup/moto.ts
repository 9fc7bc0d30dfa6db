import { findOrInstallPython } from "./python-environment";

/**
 * The emulator of AWS's API that the tests were written for, with what its server needs for Route 53. Its own extra
 * `server` brings twice as much, for services that no test asks. Only tests start it.
 * @throws CommandError 3 when it cannot be installed
 */
export async function findOrInstallMoto(): Promise<void> {
    await findOrInstallPython({ name: "moto", takes: "about 30 s" });
}
