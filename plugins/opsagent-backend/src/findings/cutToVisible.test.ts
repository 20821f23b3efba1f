import { Evidence, Finding, ObjectReference } from '@opsagent/engine';
import { finding as sample } from '../__testUtils__/fixtures';
import { objectKey } from '../entities/objectKey';
import { ObjectEntities } from './FindingStore';
import { cutToVisible } from './cutToVisible';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';

const pod = (name: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: 'shop',
  name,
});
const node = { apiVersion: 'v1', kind: 'Node', name: 'worker-1' };
const volume = { apiVersion: 'v1', kind: 'PersistentVolume', name: 'pv-1' };

const service = (name: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'shop',
  name,
});

const field = (object: ObjectReference): Evidence => ({
  type: 'field',
  object,
  path: 'status.phase',
  value: 'Failed',
});
const event = (object: ObjectReference): Evidence => ({
  type: 'event',
  object,
  reason: 'Failed',
  message: 'pay-0 was killed',
  count: 1,
});

const entities: ObjectEntities = {
  'Pod/shop/cart': [CART],
  'Pod/shop/pay': [PAY],
  'Pod/shop/stray': [],
};

const seenBy =
  (...visible: string[]) =>
  (object: ObjectReference) =>
    (entities[objectKey(object)] ?? []).some(ref => visible.includes(ref));

const shared = (fields: Partial<Finding>): Finding => ({
  ...sample('f', { title: 'Registry is down', key: 'pay/image' }).finding,
  message: 'First seen for pay',
  symptoms: [
    { ids: ['s'], detector: 'pod.any', title: 'Any', message: 'pay waits' },
  ],
  ...fields,
});

describe('cutToVisible', () => {
  it.each<[string, Partial<Finding>, Partial<Finding>]>([
    [
      'affected objects of others',
      { affected: [pod('cart'), pod('pay')] },
      { affected: [pod('cart')] },
    ],
    [
      'affected objects of nobody',
      { affected: [pod('stray'), pod('cart')] },
      { affected: [pod('cart')] },
    ],
    [
      'evidence about objects of others',
      { evidence: [field(pod('pay')), event(pod('cart'))] },
      { evidence: [event(pod('cart'))] },
    ],
    [
      'what a node reports, as it may name a pod',
      { evidence: [event(node), field(node)] },
      { evidence: [field(node)] },
    ],
    [
      'what a volume holds, as it names its claim',
      { evidence: [field(volume)] },
      { evidence: [] },
    ],
    [
      'what others have to do with a Service of nobody',
      {
        subject: service('front'),
        evidence: [field(service('front')), field(pod('pay'))],
      },
      { evidence: [field(service('front'))] },
    ],
    [
      'what a Service of nobody reports, as it may name a pod',
      { subject: service('front'), evidence: [event(service('front'))] },
      { evidence: [] },
    ],
    [
      'another Service than the one that is spoken of',
      { subject: service('front'), evidence: [field(service('back'))] },
      { evidence: [] },
    ],
    [
      'what another kind of nobody holds, as it may name a pod',
      { subject: pod('stray'), evidence: [field(pod('stray'))] },
      { evidence: [] },
    ],
  ])('leaves out %s, and with it every free text', (_, fields, expected) => {
    expect(cutToVisible(shared(fields), seenBy(CART))).toEqual({
      ...shared(fields),
      ...expected,
      key: undefined,
      message: 'Registry is down; what concerns others is left out',
      symptoms: [],
    });
  });

  it('leaves whole what names nothing of others', () => {
    const own = shared({
      affected: [pod('cart')],
      evidence: [event(pod('cart')), field(node)],
    });
    expect(cutToVisible(own, seenBy(CART))).toEqual(own);
    const unselecting = shared({
      subject: service('front'),
      evidence: [field(service('front')), field(pod('cart'))],
    });
    expect(cutToVisible(unselecting, seenBy(CART))).toEqual(unselecting);
    const both = shared({ affected: [pod('cart'), pod('pay')] });
    expect(cutToVisible(both, seenBy(CART, PAY))).toEqual(both);
  });
});
