// The sources run as they are, like everything else in the repository.
require('@backstage/cli/config/nodeTransform.cjs');

const [program, ...args] = process.argv.slice(2);
const { accuracy, scenarios } = require('../src');

const { run } = { accuracy: { run: accuracy }, scenarios: { run: scenarios } }[
  program
];

run(args).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  error => {
    console.error(error);
    process.exitCode = 2;
  },
);
