import { Evidence, Finding, ObjectReference } from '@opsagent/engine';
import { finding as sample } from '../__testUtils__/fixtures';
import { ObjectLinks, linkFinding } from './linkFinding';

const pod = (name: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: 'shop',
  name,
});

const links: ObjectLinks = {
  entitiesOf: ({ name }) =>
    ({ cart: ['component:default/cart'], pay: ['component:default/pay'] })[
      name
    ] ?? [],
};

const event = (object: ObjectReference): Evidence => ({
  type: 'event',
  object,
  reason: 'Failed',
  message: '',
  count: 1,
});

const about = (subject: ObjectReference, fields: Partial<Finding>) =>
  linkFinding(sample('f', { subject, ...fields }).finding, links);

const PAY = 'component:default/pay';

const field = (object: ObjectReference): Evidence => ({
  type: 'field',
  object,
  path: 'spec.template.metadata.labels',
  value: { app: 'pay' },
});

const workload = (kind: string, namespace = 'shop'): ObjectReference => ({
  apiVersion: kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
  kind,
  namespace,
  name: 'pay',
});

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'shop',
  name: 'payments',
};

const registry = { kind: 'Registry', name: 'registry.example.com' };

describe('linkFinding', () => {
  it('links to the owners of the subject, whoever else suffers, and notes what is of others', () => {
    expect(
      about(pod('cart'), {
        affected: [pod('pay'), pod('stray'), pod('cart')],
        evidence: [event(pod('pay'))],
      }),
    ).toEqual({
      finding: expect.anything(),
      entityRefs: ['component:default/cart'],
      otherEntities: { 'Pod/shop/pay': [PAY] },
    });
    expect(about(pod('cart'), { affected: [pod('stray')] })).toEqual({
      finding: expect.anything(),
      entityRefs: ['component:default/cart'],
      otherEntities: {},
    });
  });

  it('notes what only one of several owners of the subject may see', () => {
    const both = pod('both');
    const linked = linkFinding(
      sample('f', { subject: both, affected: [pod('pay'), both] }).finding,
      {
        entitiesOf: ({ name }) =>
          name === 'both' ? [PAY, 'component:default/cart'] : [PAY],
      },
    );
    expect(linked.otherEntities).toEqual({ 'Pod/shop/pay': [PAY] });
  });

  it('links what nobody owns to those who suffer, and notes what is whose', () => {
    const linked = about(registry, {
      affected: [pod('pay'), pod('cart'), pod('stray')],
      evidence: [event({ kind: 'Pod', namespace: 'shop', name: 'pay' })],
    });
    expect(linked.entityRefs).toEqual([
      'component:default/cart',
      'component:default/pay',
    ]);
    expect(linked.objectEntities).toEqual({
      'Pod/shop/pay': ['component:default/pay'],
      'Pod/shop/cart': ['component:default/cart'],
      'Pod/shop/stray': [],
    });
  });

  it.each<[string, ObjectReference, string[]]>([
    ['a workload beside it', workload('Deployment'), [PAY]],
    ['another kind of workload', workload('CronJob'), [PAY]],
    ['a workload elsewhere', workload('Deployment', 'bank'), []],
    ['what is no workload', pod('pay'), []],
    ['a workload of nobody', { ...workload('Deployment'), name: 'stray' }, []],
  ])('follows evidence on %s', (_, object, entityRefs) => {
    const linked = about(service, { evidence: [field(object)] });
    expect(linked.entityRefs).toEqual(entityRefs);
    expect(linked.objectEntities).toEqual(
      entityRefs.length > 0
        ? { [`${object.kind}/shop/pay`]: entityRefs }
        : undefined,
    );
    expect(about(registry, { evidence: [field(object)] }).entityRefs).toEqual(
      [],
    );
  });

  it('links to nobody when nobody suffers', () => {
    expect(about(registry, { affected: [pod('stray')] })).toEqual({
      finding: expect.anything(),
      entityRefs: [],
      otherEntities: {},
    });
  });
});
