// Writes the pages of docs/ that come from the rules, or with --check says which of them are out of date.
require('@backstage/cli/config/nodeTransform.cjs');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const prettier = require('prettier');
const { ruleBook } = require('../packages/cli/src/rules/ruleBook');
const { rulePages } = require('../packages/cli/src/rules/rulePages');

const DOCS = join(__dirname, '../docs');

async function run(isCheck) {
  for (const { path, text } of rulePages(ruleBook)) {
    const file = join(DOCS, path);
    const options = await prettier.resolveConfig(file);
    const page = await prettier.format(text, { ...options, filepath: file });
    if (!isCheck) writeFileSync(file, page);
    else if (readFileSync(file, 'utf8') !== page) {
      process.stderr.write(`docs/${path} is out of date: npm run docs\n`);
      process.exitCode = 1;
    }
  }
}

run(process.argv.includes('--check'));
