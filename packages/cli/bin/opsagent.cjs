#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// In the repository the sources run as they are; the published package has none.
const inRepository = existsSync(resolve(__dirname, '../src'));
if (inRepository) require('@backstage/cli/config/nodeTransform.cjs');

const { runCommandLine } = require(inRepository ? '../src' : '..');

runCommandLine(process.argv.slice(2)).then(exitCode => {
  process.exitCode = exitCode;
});
