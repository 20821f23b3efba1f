import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { SampleApi } from '../../dev/SampleApi';
import { isChangeable, outcomeOf } from './bulkChange';

describe('outcomeOf', () => {
  let incident: IncidentSummary;

  beforeAll(async () => {
    [incident] = (await new SampleApi().listIncidents()).items;
  });

  it.each([
    ['NotFoundError', 'No incident a', 'gone'],
    ['NotAllowedError', 'Missing opsagent.finding.update', 'forbidden'],
    [
      'ConflictError',
      'expected.stateSince: it has changed meanwhile and is snoozed',
      'changedMeanwhile',
    ],
    ['ConflictError', 'state: it is resolved', 'resolvedMeanwhile'],
    ['Error', 'It could not be changed', 'other'],
  ])('understands %s (%s) as %s', (name, message, refusal) => {
    const result = { id: incident.id, error: { name, message } };
    expect(outcomeOf([incident], [result])).toEqual({
      changed: [],
      refused: [{ incident, refusal }],
    });
  });

  it('takes for unchanged what nothing is said of', () => {
    const other = { ...incident, id: 'other' };
    const results = [{ id: 'other', state: 'acknowledged' as const }];
    expect(outcomeOf([incident, other], results)).toEqual({
      changed: [other],
      refused: [{ incident, refusal: 'other' }],
    });
  });
});

it.each([
  [true, 'open', true],
  [true, 'snoozed', true],
  [true, 'resolved', false],
  [false, 'open', false],
] as const)('mayChange %s, %s: changeable %s', (mayChange, state, expected) => {
  expect(isChangeable({ mayChange, state })).toBe(expected);
});
