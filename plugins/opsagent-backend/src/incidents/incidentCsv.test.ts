import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { text } from 'node:stream/consumers';
import { incidentCsv } from './incidentCsv';

async function* one(incident: Partial<IncidentSummary>) {
  yield {
    id: 'a',
    entities: [],
    subject: { kind: 'Service', name: 'x' },
    cause: { cause: 'c', title: 'C', confidence: 0.9, subject: {} },
    ...incident,
  } as unknown as IncidentSummary;
}

describe('incidentCsv', () => {
  it('quotes what a spreadsheet would take for a formula', async () => {
    const table = await text(incidentCsv(one({ title: '=1+1' })));
    expect(table.split('\n')[1]).toContain("'=1+1");
  });

  it('quotes what would end a value or a line', async () => {
    const table = await text(incidentCsv(one({ title: 'a, "b"\nc' })));
    expect(table).toContain('"a, ""b""\nc"');
  });
});
