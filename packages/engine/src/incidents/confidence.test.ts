import { EvidenceClass } from '../causes/Cause';
import { absence, field } from '../findings/evidence';
import { Evidence } from '../findings/Finding';
import { object } from '../testing/builders';
import { classOf, confidenceOf } from './confidence';

const pod = object('Pod', 'cart-1');
const spec = field(pod, 'spec.nodeSelector', { disk: 'ssd' });

describe('confidenceOf', () => {
  it.each<[string, (EvidenceClass | undefined)[], number, number]>([
    ['no evidence', [], 0, 0],
    ['what is only shown', [undefined], 0, 0],
    ['a contradiction', ['contradiction'], 0, 0.9],
    ['a status', ['status'], 0, 0.8],
    ['text', ['text'], 0, 0.6],
    ['a change', ['change'], 0, 0.6],
    ['a comparison', ['comparison'], 0, 0.5],
    ['a correlated change', ['correlation'], 0, 0.2],
    ['the same class twice', ['status', 'status'], 0, 0.8],
    ['two classes', ['contradiction', 'text'], 0, 0.96],
    ['text and a change', ['text', 'change'], 0, 0.84],
    ['a change and a comparison', ['change', 'comparison'], 0, 0.8],
    ['text and what correlates, still text', ['text', 'correlation'], 0, 0.68],
    [
      'all classes, never certain',
      ['contradiction', 'status', 'text'],
      0,
      0.99,
    ],
    ['one thing unread', ['status'], 1, 0.65],
    ['many things unread', ['status'], 3, 0.5],
    ['nothing but unread', [], 1, 0],
  ])('of %s', (_, classes, unread, expected) => {
    expect(confidenceOf(classes, unread)).toBe(expected);
  });
});

describe('classOf', () => {
  it.each<[string, Evidence, EvidenceClass | undefined]>([
    ['a specification', spec, 'contradiction'],
    ['an absence', absence(spec.object), 'contradiction'],
    ['a status', field(pod, 'status.phase', 'Pending'), 'status'],
    ['a log', { type: 'log', object: spec.object, lines: ['panic'] }, 'text'],
    [
      'what was not read',
      { type: 'unread', object: spec.object, reason: 'forbidden' },
      undefined,
    ],
  ])('of %s', (_, evidence, expected) => {
    expect(classOf(evidence)).toBe(expected);
  });
});
