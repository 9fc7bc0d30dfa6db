"use strict";
const { mkdirSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");

/** Two commands may write the same file at once: it appears whole or not at all, and nothing else stays behind. */
function writeWhole(path, contents) {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}`;
    try {
        writeFileSync(draft, contents);
        renameSync(draft, path);
    } finally {
        rmSync(draft, { force: true });
    }
}

module.exports = { writeWhole };
