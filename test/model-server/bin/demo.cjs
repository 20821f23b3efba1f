#!/usr/bin/env node
// The sources run as they are, like everything else in the repository.
require('@backstage/cli/config/nodeTransform.cjs');

const { runDemo } = require('../src');

runDemo(process.argv.slice(2)).catch(error => {
  console.error(error.message);
  process.exitCode = 2;
});
