import { Evidence, Finding, ObjectReference } from '@opsagent/engine';
import { finding as sample } from '../__testUtils__/fixtures';
import { cutOthers } from './cutOthers';

const object = (kind: string, name: string): ObjectReference => ({
  apiVersion: 'v1',
  kind,
  namespace: 'shop',
  name,
});
const SERVICE = object('Service', 'front');
const POD = object('Pod', 'ledger-7f9c-x2');

const ready: Evidence = {
  type: 'field',
  object: POD,
  path: 'status.conditions[Ready].status',
  value: 'False',
};
const selector: Evidence = {
  type: 'field',
  object: SERVICE,
  path: 'spec.selector',
  value: { app: 'ledger' },
};
const event = (message: string): Evidence => ({
  type: 'event',
  object: SERVICE,
  reason: 'Failed',
  message,
  count: 1,
});

const about = (fields: Partial<Finding>) =>
  sample('f', {
    subject: SERVICE,
    title: 'Service has no ready endpoints',
    message: 'None of 1 pods behind Service shop/front is ready',
    affected: [POD],
    evidence: [selector, ready],
    ...fields,
  }).finding;

const CUT =
  'Service has no ready endpoints: Service shop/front; what concerns others is left out';

const cut = (finding: Finding) =>
  cutOthers(finding, each => each.name !== POD.name);

const log = (line: string): Evidence => ({
  type: 'log',
  object: SERVICE,
  lines: [line],
});

const symptom = (message: string) => ({
  ids: ['s'],
  detector: 'x',
  title: 'x',
  message,
});

describe('cutOthers', () => {
  it('leaves alone what names nothing that is hidden', () => {
    const finding = about({});
    expect(cutOthers(finding, () => true)).toBe(finding);
  });

  it('leaves out the objects of others, and what is written of them', () => {
    const { affected, evidence } = cut(about({}));
    expect(affected).toEqual([]);
    expect(evidence).toEqual([selector]);
  });

  it('leaves out all free text where only evidence is on what is hidden', () => {
    expect(cut(about({ affected: [], evidence: [ready] }))).toMatchObject({
      message: CUT,
      evidence: [],
    });
  });

  it.each([
    'Pod shop/ledger-7f9c-x2 is not ready',
    'The pods of Deployment shop/ledger are not ready',
    'None is ready of Deployment shop/ledger.',
    'Nothing answers at ledger.shop.svc:8080',
    'Nothing is ready but Pod ledger-7f9c-x2.',
    'lookup ledger.pay.svc.cluster.local: no such host',
    'Post "https://ledger.pay.svc:443/x": context deadline exceeded',
  ])('tells nobody who may not see it "%s"', text => {
    const symptoms = [symptom(text)];
    const evidence = [selector, event(text), log(text)];
    for (const hidden of ['ledger', 'ledger-7f9c', POD.name]) {
      const affected = [object('Pod', hidden)];
      const finding = about({ message: text, key: text, evidence, symptoms });
      const told = cutOthers(
        { ...finding, affected },
        ({ name }) => name !== hidden,
      );
      expect(told).toMatchObject({
        message: CUT,
        affected: [],
        evidence: [selector],
        symptoms: [],
      });
      expect(told).not.toHaveProperty('key');
      expect(JSON.stringify(told)).not.toContain(text);
    }
  });
});
