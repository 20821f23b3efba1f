#!/usr/bin/env node
/** Writes plugins/opsagent/src/__testUtils__/scenarios.json: what the engine says of stored scenarios today, as far as the samples show it. */
require('@backstage/cli/config/nodeTransform.cjs');

const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { analyze } = require('@opsagent/engine');
const { DumpStore } = require('../test/scenarios/src/dump/DumpStore');

const SCENARIOS = [
  'compound/secret-missing-database-api-ingress',
  'network/policy-admits-other-label',
  'runtime/rust-panic-after-env-change',
];
const FILE = join(
  __dirname,
  '../plugins/opsagent/src/__testUtils__/scenarios.json',
);
/** Of what can wait only as much as one reads. */
const OTHERS = 3;

const dumps = DumpStore.open();
const told = SCENARIOS.map(name => {
  const snapshot = dumps.read(name);
  const { incidents, findings } = analyze(snapshot);
  const [incident] = incidents;
  const waiting = tier =>
    findings
      .filter(
        each =>
          each.tier === tier &&
          each.subject.namespace === incident.subject.namespace,
      )
      .slice(0, OTHERS);
  return {
    name: name.split('/')[1],
    capturedAt: snapshot.capturedAt,
    incident,
    members: incident.findings.map(id => findings.find(each => each.id === id)),
    others: [...waiting('risk'), ...waiting('hygiene')],
  };
});
writeFileSync(FILE, `${JSON.stringify(told, undefined, 2)}\n`);
