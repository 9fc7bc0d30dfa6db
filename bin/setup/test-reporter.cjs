"use strict";
/* Mocha's own report, and its counts in the file that ANTIPODE_TEST_COUNTS names. */
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class CountingReporter extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes, failures } = runner.stats;
            writeFileSync(process.env.ANTIPODE_TEST_COUNTS, JSON.stringify({ passed: passes, failed: failures }));
        });
    }
};
