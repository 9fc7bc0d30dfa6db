/** What the system's codes mean to who typed the command. */
const meanings: { readonly [code: string]: string } = {
    EACCES: "permission is denied",
    EADDRINUSE: "another program has it",
    EADDRNOTAVAIL: "this machine has no such address",
    EAI_AGAIN: "no name server answers",
    ECONNREFUSED: "nobody listens there",
    ECONNRESET: "the connection broke",
    EISDIR: "it is a folder",
    ENOENT: "there is none",
    ENOSPC: "no space is left",
    ENOTDIR: "a part of its path is no folder",
    ENOTFOUND: "there is no such name",
    EPERM: "permission is denied",
    EROFS: "its file system is read-only",
    ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB",
    ERR_STRING_TOO_LONG: "it is longer than the 512 MB that one text may have here",
    ETIMEDOUT: "nobody answers",
};

/** Why the system refused, in a few words; what has no code, or one that is not listed, says it itself. */
export function reasonOf(error: unknown): string {
    const code = codeOf(error);
    const meaning = code === undefined ? undefined : meanings[code];
    return meaning ?? messageOf(error);
}

function messageOf(error: unknown): string {
    if (!(error instanceof Error)) {
        return String(error);
    }
    return error.cause instanceof Error ? messageOf(error.cause) : (error.message.split("\n")[0] ?? "");
}

/** A request that failed has the system's error below its own. */
function codeOf(error: unknown): string | undefined {
    if (!(error instanceof Error)) {
        return undefined;
    }
    return "code" in error && typeof error.code === "string" && error.code in meanings
        ? error.code
        : codeOf(error.cause);
}
