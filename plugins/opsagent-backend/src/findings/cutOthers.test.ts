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

const about = (fields: Partial<Finding>, subject = SERVICE) =>
  sample('f', {
    subject,
    title: 'Service has no ready endpoints',
    message: 'None of 1 pods behind Service shop/front is ready',
    affected: [POD],
    evidence: [selector, ready],
    ...fields,
  }).finding;

const cut = (finding: Finding) =>
  cutOthers(finding, each => each.name !== POD.name);

describe('cutOthers', () => {
  it('leaves alone what names nothing that is hidden', () => {
    const finding = about({});
    expect(cutOthers(finding, () => true)).toBe(finding);
  });

  it('leaves out the objects of others, and what is written of them', () => {
    const { affected, evidence, message } = cut(
      about({
        evidence: [
          selector,
          ready,
          event('no address'),
          event('ledger-7f9c-x2 is gone'),
        ],
      }),
    );
    expect(affected).toEqual([]);
    expect(evidence).toEqual([selector, event('no address')]);
    expect(message).toBe('None of 1 pods behind Service shop/front is ready');
  });

  it.each([
    'Pod shop/ledger-7f9c-x2 is not ready',
    'The pods of Deployment shop/ledger are not ready',
    'ReplicaSet ledger-7f9c has no ready pod.',
  ])('leaves out the message "%s"', message => {
    expect(cut(about({ message })).message).toBe(
      'Service has no ready endpoints; what concerns others is left out',
    );
  });

  it('keeps the name of the subject where it is that of what is hidden', () => {
    const message = 'Service shop/ledger has no ready endpoints';
    const subject = object('Service', 'ledger');
    expect(cut(about({ message }, subject)).message).toBe(message);
  });

  it('leaves out symptoms that name them', () => {
    const symptom = (message: string) => ({
      ids: ['s'],
      detector: 'x',
      title: 'x',
      message,
    });
    const symptoms = [symptom('ledger is slow'), symptom('No address')];
    expect(cut(about({ symptoms })).symptoms).toEqual([symptoms[1]]);
  });
});
