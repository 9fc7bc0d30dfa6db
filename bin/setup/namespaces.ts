import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { CommandError } from "../exit";

/** Switches of the kernel that forbid an ordinary user namespaces of its own, the value that forbids, and the way out. */
const switches = [
    {
        path: "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        forbids: "1",
        fix: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    },
    {
        path: "/proc/sys/kernel/unprivileged_userns_clone",
        forbids: "0",
        fix: "sudo sysctl -w kernel.unprivileged_userns_clone=1",
    },
    { path: "/proc/sys/user/max_user_namespaces", forbids: "0", fix: "sudo sysctl -w user.max_user_namespaces=15000" },
];

/**
 * Tries what the twin lives in: user, network, process and mount namespaces of its own.
 * @throws CommandError 3 with the setting that forbids them
 */
export function probeNamespaces(): void {
    const words = ["-rnpfm", "--kill-child", "--mount-proc", "true"];
    const { status, stderr, error } = spawnSync("unshare", words, { encoding: "utf8" });
    if (status === 0) {
        return;
    }
    const cause = error?.message ?? stderr.trim().split("\n")[0] ?? "";
    throw new CommandError(`user namespaces are not allowed here (${cause}): ${wayOut()}`, 3);
}

function wayOut(): string {
    const closed = switches.find(
        ({ path, forbids }) => existsSync(path) && readFileSync(path, "utf8").trim() === forbids,
    );
    return closed
        ? `run \`${closed.fix}\``
        : "in a container, start it with `--security-opt seccomp=unconfined --security-opt systempaths=unconfined`; elsewhere use a Linux virtual machine";
}
