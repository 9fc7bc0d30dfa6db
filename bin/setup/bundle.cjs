"use strict";
/* Our own code as single files, built by esbuild when a source is newer. In plain JavaScript: it builds the rest. */
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");
const { buildFolder, root } = require("./packages.cjs");

/**
 * Each bundle: its source, its file, and whether packages go into it. The app's bundle is what an instance runs, with
 * nothing beside it; the command's leaves packages out, so that each is loaded when it is needed and not before.
 */
const bundles = [
    { source: "bin/cli.ts", file: ".antipode/build/cli.cjs", packages: "external" },
    { source: "apps/orders/server.ts", file: "dist/apps/orders/server.cjs", packages: "bundle" },
    { source: "apps/rotate-password/handler.ts", file: "dist/apps/rotate-password/handler.cjs", packages: "bundle" },
];

/** Only a preview with the policy pack needs it, so no command builds it on its way. */
const policyPack = { source: "bin/policy-pack.ts", file: ".antipode/build/policy-pack.cjs", packages: "external" };

/** Builds what is old and returns the path of the command's bundle. */
function buildIfOld() {
    const old = bundles.filter((bundle) => existsSync(join(root, bundle.source)) && isOld(bundle));
    if (old.length > 0) {
        const started = Date.now();
        old.forEach(build);
        process.stderr.write(
            `antipode: built ${old.map(({ file }) => file).join(", ")} in ${Date.now() - started} ms\n`,
        );
    }
    return join(root, bundles[0].file);
}

/** Builds the policy pack when it is old, and returns its path. */
function buildPolicyPack() {
    if (isOld(policyPack)) {
        build(policyPack);
    }
    return join(root, policyPack.file);
}

function recordOf({ file }) {
    return join(buildFolder, `${file.replaceAll("/", "-")}.sources`);
}

/** A bundle is old when one of the files that went into it, or the way it is built, is newer or gone. */
function isOld(bundle) {
    const record = recordOf(bundle);
    if (!existsSync(join(root, bundle.file)) || !existsSync(record)) {
        return true;
    }
    const built = statSync(record).mtimeMs;
    const sources = readFileSync(record, "utf8").split("\n");
    return sources.some(
        // Each start asks hundreds; joining their paths in earnest takes as long as asking.
        (source) => (statSync(`${root}/${source}`, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > built,
    );
}

function build(bundle) {
    const esbuild = require("esbuild");
    const started = new Date();
    const result = esbuild.buildSync({
        absWorkingDir: root,
        entryPoints: [bundle.source],
        outfile: bundle.file,
        bundle: true,
        platform: "node",
        format: "cjs",
        target: "node20.19",
        packages: bundle.packages,
        write: false,
        metafile: true,
        logLevel: "error",
    });
    for (const { path, contents } of result.outputFiles) {
        writeWhole(path, contents);
    }
    const own = [relative(root, __filename), "package-lock.json"];
    const sources = [...own, ...Object.keys(result.metafile.inputs).filter((path) => !path.includes("node_modules/"))];
    writeWhole(recordOf(bundle), sources.join("\n"));
    // What was changed while esbuild ran is newer than the record, and built again next time.
    require("node:fs").utimesSync(recordOf(bundle), started, started);
}

/** Two commands may build at once: each file appears whole or not at all. */
function writeWhole(path, contents) {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
}

module.exports = { buildIfOld, buildPolicyPack };
