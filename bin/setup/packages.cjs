"use strict";
/* The packages of package-lock.json, in plain JavaScript: this runs before any package is there. */
const { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const buildFolder = join(root, ".antipode/build");

/** Ends with exit 3, the code for an environment that lacks something. */
function lacks(message) {
    process.stderr.write(`antipode: ${message}\n`);
    process.exit(3);
}

/** package.json's `engines` says the same. */
function requireNode() {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    if (major < 20 || (major === 20 && minor < 19)) {
        lacks(
            `Node.js ${process.versions.node} is too old: expected 20.19 or newer, see https://nodejs.org/en/download`,
        );
    }
}

/**
 * Runs `npm ci` unless node_modules holds what package-lock.json names.
 * The full comparison reads two large files; a stamp with their sizes and times spares it the next time.
 */
function installPackages() {
    const lockfile = join(root, "package-lock.json");
    const installed = join(root, "node_modules/.package-lock.json");
    const stampFile = join(buildFolder, "packages.stamp");
    const stamp = () => [lockfile, installed].map(identity).join("\n");
    if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp()) {
        return;
    }
    if (!holds(lockfile, installed)) {
        process.stderr.write(
            "antipode: installing the npm packages of package-lock.json (npm ci, about a minute) ...\n",
        );
        const started = Date.now();
        // Loaded here, because every start would pay for it.
        const { status, error } = require("node:child_process").spawnSync(
            "npm",
            ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
            {
                cwd: root,
                // npm's report goes to stderr: stdout belongs to the command.
                stdio: ["ignore", 2, 2],
            },
        );
        if (status !== 0) {
            const cause = error === undefined ? "see above" : error.message;
            lacks(`npm ci failed (${cause}): run it in ${root} and try again`);
        }
        process.stderr.write(`antipode: npm packages installed in ${seconds(started)}\n`);
    }
    mkdirSync(buildFolder, { recursive: true });
    writeFileSync(stampFile, stamp());
}

function identity(file) {
    if (!existsSync(file)) {
        return `${file} absent`;
    }
    const { mtimeMs, size } = statSync(file);
    return `${file} ${mtimeMs} ${size}`;
}

/** True when every package of the lockfile is installed in its version; those for other systems may be missing. */
function holds(lockfile, installed) {
    if (!existsSync(installed)) {
        return false;
    }
    const wanted = JSON.parse(readFileSync(lockfile, "utf8")).packages;
    const present = JSON.parse(readFileSync(installed, "utf8")).packages;
    return Object.entries(wanted).every(
        ([path, entry]) =>
            path === "" ||
            present[path]?.version === entry.version ||
            (present[path] === undefined && entry.optional === true),
    );
}

function seconds(started) {
    return `${((Date.now() - started) / 1000).toFixed(0)} s`;
}

module.exports = { installPackages, requireNode, root, buildFolder };
