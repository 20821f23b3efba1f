import { absence, field } from '../findings/evidence';
import { Evidence } from '../findings/Finding';
import { object } from '../testing/builders';
import { confidenceOf } from './confidence';

const pod = object('Pod', 'cart-1');
const spec = field(pod, 'spec.nodeSelector', { disk: 'ssd' });
const status = field(pod, 'status.phase', 'Pending');
const log: Evidence = { type: 'log', object: spec.object, lines: ['panic'] };
const unread: Evidence = {
  type: 'unread',
  object: spec.object,
  reason: 'forbidden',
};

describe('confidenceOf', () => {
  it.each<[string, Evidence[], number]>([
    ['no evidence', [], 0],
    ['a contradiction', [spec], 0.9],
    ['an absence', [absence(spec.object)], 0.9],
    ['a status', [status], 0.8],
    ['text', [log], 0.6],
    ['the same class twice', [status, status], 0.8],
    ['two classes', [spec, status], 0.98],
    ['all classes, never certain', [spec, status, log], 0.99],
    ['one thing unread', [status, unread], 0.65],
    ['many things unread', [status, unread, unread, unread], 0.5],
  ])('of %s', (_, evidence, expected) => {
    expect(confidenceOf(evidence)).toBe(expected);
  });
});
