#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const inRepository = existsSync(join(__dirname, '../src'));

if (inRepository) require('@backstage/cli/config/nodeTransform.cjs');

const { runCommandLine } = require(inRepository ? '../src' : '..');

runCommandLine(process.argv.slice(2));
