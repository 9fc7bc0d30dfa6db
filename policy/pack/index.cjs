"use strict";
/* What a Pulumi command line loads: builds the pack when a source is newer, and is the pack. */
const { buildPolicyPack } = require("../../bin/setup/bundle.cjs");

// The SDK of policies reads the pack's version from the folder that it stands in.
process.chdir(__dirname);
require(buildPolicyPack());
