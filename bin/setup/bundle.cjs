"use strict";
/* Our own code as single files, built by esbuild when a source is newer. In plain JavaScript: it builds the rest. */
const { existsSync, readFileSync, statSync } = require("node:fs");
const { join, relative } = require("node:path");
const { buildFolder, root } = require("./packages.cjs");
const { writeWhole } = require("./whole-file.cjs");

/** Packages that every command starts with. */
const always = ["commander", "big.js", "fastest-levenshtein", "picocolors"];

/** Every other package is loaded from where npm put it, when it is needed and not before. */
const late = Object.keys(require("../../package.json").dependencies)
    .filter((name) => !always.includes(name))
    .flatMap((name) => [name, `${name}/*`]);

/**
 * Each bundle: its source, its file, and the packages that stay out of it. The app's bundle is what an instance runs,
 * with nothing beside it.
 */
const bundles = [
    { source: "bin/cli.ts", file: ".antipode/build/cli.cjs", external: late },
    { source: "apps/orders/server.ts", file: "dist/apps/orders/server.cjs", external: [] },
    { source: "apps/rotate-password/handler.ts", file: "dist/apps/rotate-password/handler.cjs", external: [] },
];

/** Only a preview with the policy pack needs it, so no command builds it on its way. */
const policyPack = { source: "bin/policy-pack.ts", file: ".antipode/build/policy-pack.cjs", external: late };

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
        external: bundle.external,
        // What V8 kept of a script knows nobody to ask for a module; `require` takes those as well (Node 20.19).
        supported: { "dynamic-import": false },
        write: false,
        metafile: true,
        logLevel: "error",
    });
    for (const { path, text } of result.outputFiles) {
        writeWhole(path, inAscii(text));
    }
    const own = [relative(root, __filename), "package-lock.json"];
    const sources = [...own, ...Object.keys(result.metafile.inputs).filter((path) => !path.includes("node_modules/"))];
    writeWhole(recordOf(bundle), sources.join("\n"));
    // What was changed while esbuild ran is newer than the record, and built again next time.
    require("node:fs").utimesSync(recordOf(bundle), started, started);
}

/** esbuild leaves patterns and comments as they are; one character that is no ASCII doubles what V8 has to read. */
function inAscii(text) {
    return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

module.exports = { buildIfOld, buildPolicyPack };
