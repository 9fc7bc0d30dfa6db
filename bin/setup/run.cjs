"use strict";
/* Runs a bundle with what V8 compiled of it last time. In plain JavaScript: it runs before any bundle does. */
const { Buffer } = require("node:buffer");
const { closeSync, fstatSync, openSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");
const { writeWhole } = require("./whole-file.cjs");

/**
 * Commands that are over before optimised code pays for its making, which took a third of the processor's time in an
 * estimate of 10,000 resources. V8 makes its plain machine code sooner, and begins to optimise 15 times later than by
 * itself. Only the V8 of Node 20 has these flags; others would complain of them aloud.
 */
const short = {
    commands: ["cost"],
    v8: "11.3.",
    flags: [
        "--interrupt-budget=1000000",
        "--interrupt-budget-for-feedback-allocation=300",
        "--no-baseline-batch-compilation",
    ],
};

/**
 * Does what `require(bundle)` does, and keeps what V8 compiled by the command's end for its next start: more than
 * a quarter of the time that a small estimate takes was spent on compiling the same 2 MB again.
 */
function runBundle(bundle, command) {
    // Before anything is compiled: V8 takes no code that was kept under other flags.
    if (short.commands.includes(command) && process.versions.v8.startsWith(short.v8)) {
        short.flags.forEach((flag) => setFlagsFromString(flag));
    }
    const { source, identity } = readBundle(bundle);
    const cache = `${bundle}.${/^[a-z]+$/.test(command) ? command : "any"}.cache`;
    const script = new Script(`(function (require, module, exports, __filename, __dirname) {${source}\n})`, {
        filename: bundle,
        cachedData: readCache(cache, identity),
    });
    const module = { exports: {} };
    script.runInThisContext()(createRequire(bundle), module, module.exports, bundle, dirname(bundle));
    if (script.cachedDataRejected !== false) {
        // Wrong input, which ends with 2, may name a command that there is not.
        process.once("exit", (code) => code < 2 && keepCache(script, cache, identity));
    }
}

/** Bundles are ASCII. V8 compares no more than the source's length: the cache names the very file that it was made from. */
function readBundle(bundle) {
    const file = openSync(bundle, "r");
    try {
        const { ino, mtimeMs, size } = fstatSync(file);
        return { source: readFileSync(file, "latin1"), identity: `${ino} ${mtimeMs} ${size}\n` };
    } finally {
        closeSync(file);
    }
}

function readCache(cache, identity) {
    try {
        const kept = readFileSync(cache);
        return kept.toString("latin1", 0, identity.length) === identity ? kept.subarray(identity.length) : undefined;
    } catch {
        return undefined;
    }
}

function keepCache(script, cache, identity) {
    try {
        writeWhole(cache, Buffer.concat([Buffer.from(identity), script.createCachedData()]));
    } catch {
        // Someone else's folder, or a full disk: the next start compiles again.
    }
}

module.exports = { runBundle };
