"use strict";
/* Runs a bundle with what V8 compiled of it last time. In plain JavaScript: it runs before any bundle does. */
const { Buffer } = require("node:buffer");
const { closeSync, fstatSync, openSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { getHeapCodeStatistics, getHeapStatistics, setFlagsFromString } = require("node:v8");
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
    const kept = readCache(cache, identity);
    const script = new Script(`(function (require, module, exports, __filename, __dirname) {${source}\n})`, {
        filename: bundle,
        cachedData: kept?.code,
    });
    const module = { exports: {} };
    script.runInThisContext()(createRequire(bundle), module, module.exports, bundle, dirname(bundle));
    const known = script.cachedDataRejected === false ? kept.compiled : 0;
    process.once("exit", (code) => {
        // V8 goes through the heap for its answer, which takes 5 to 30 ms after a large input.
        if (known > 0 && getHeapStatistics().used_heap_size > smallHeapBytes && Math.random() > askingShare) {
            return;
        }
        const compiled = getHeapCodeStatistics().bytecode_and_metadata_size;
        // A first run may have been for help alone. Wrong input, which ends with 2, may name a command that there is not.
        if (code < 2 && compiled > known * muchMore) {
            keepCache(script, cache, `${identity}${compiled}\n`);
        }
    });
}

/** How much more a run must have compiled than the one that was kept, to be kept instead: keeping takes 50 ms. */
const muchMore = 1.1;

const smallHeapBytes = 32e6;

/** Of the runs with a larger heap: someone may have no other ones, after one for help. */
const askingShare = 1 / 16;

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

/** What was kept of this very bundle: a line that names it, one with the bytes that V8 had compiled by then, the code. */
function readCache(cache, identity) {
    try {
        const kept = readFileSync(cache);
        const codeAt = kept.indexOf("\n", identity.length) + 1;
        return kept.toString("latin1", 0, identity.length) === identity && codeAt > identity.length
            ? { compiled: Number(kept.toString("latin1", identity.length, codeAt)), code: kept.subarray(codeAt) }
            : undefined;
    } catch {
        return undefined;
    }
}

function keepCache(script, cache, header) {
    try {
        writeWhole(cache, Buffer.concat([Buffer.from(header), script.createCachedData()]));
    } catch {
        // Someone else's folder, or a full disk: the next start compiles again.
    }
}

module.exports = { runBundle };
