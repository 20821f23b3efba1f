// The sources run as they are, like everything else in the repository.
require('@backstage/cli/config/nodeTransform.cjs');

const [program, ...args] = process.argv.slice(2);
const programs = require('../src');

programs[program](args).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  error => {
    console.error(error);
    process.exitCode = 2;
  },
);
