module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // These files define the tests that other packages run too.
      files: ['src/testing/describe*.ts'],
      rules: { 'jest/no-export': 'off' },
    },
  ],
});
