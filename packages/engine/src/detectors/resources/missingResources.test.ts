import { object, ownedBy, unreadKind } from '../../testing/builders';
import { detectorRunner } from '../../testing/detectorRunner';
import { missingResources } from './missingResources';

const run = detectorRunner(...missingResources);

const deployment = object('Deployment', 'cart', {});
const COMPLETE = {
  requests: { cpu: '1', memory: '1Gi' },
  limits: { memory: '1Gi' },
};

function pod(
  resources: object,
  options: {
    name?: string;
    spec?: object;
    namespace?: string;
    phase?: string;
  } = {},
) {
  const {
    name = 'cart-1',
    spec = {},
    namespace = 'shop',
    phase = 'Running',
  } = options;
  return ownedBy(
    deployment,
    object(
      'Pod',
      name,
      {
        spec: { containers: [{ name: 'app', resources }], ...spec },
        status: { phase },
      },
      { namespace },
    ),
  );
}

describe('missing resources', () => {
  const template = object('Deployment', 'cart', {
    spec: { template: { spec: { containers: [{ name: 'app' }] } } },
  });

  it('judges the template of a workload without pods', () => {
    const found = run([template]);
    expect(found).toHaveLength(3);
    expect(found[0].evidence).toEqual([
      expect.objectContaining({
        path: 'spec.template.spec.containers[0].resources',
      }),
    ]);
  });

  it.each([
    ['a limit range', object('LimitRange', 'defaults')],
    ['limit ranges that are unread', unreadKind('LimitRange')],
  ])('does not judge a template beside %s', (_, beside) => {
    expect(run([template, beside])).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    [
      'nothing',
      {},
      [
        'resources.memory-limit-missing app',
        'resources.requests-missing app/cpu',
        'resources.requests-missing app/memory',
      ],
    ],
    [
      'no CPU',
      { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } },
      ['resources.requests-missing app/cpu'],
    ],
    [
      'no limit',
      { requests: { cpu: '1', memory: '1Gi' } },
      ['resources.memory-limit-missing app'],
    ],
  ])('reports a container that states %s', (_, resources, expected) => {
    const found = run([
      deployment,
      pod(resources),
      pod(resources, { name: 'cart-2' }),
    ]);
    expect(found.map(each => `${each.detector} ${each.key}`)).toEqual(expected);
    for (const { tier, affected } of found) {
      expect(tier).toBe('hygiene');
      expect(affected).toEqual([]);
    }
  });

  it.each([
    ['a complete container', pod(COMPLETE)],
    [
      'limits that stand for requests',
      pod({ limits: { cpu: '1', memory: '1Gi' } }),
    ],
    [
      'resources of the pod as a whole',
      pod({}, { spec: { resources: COMPLETE } }),
    ],
    ['a system namespace', pod({}, { namespace: 'kube-system' })],
    ['a pod that does not run', pod({}, { phase: 'Pending' })],
    [
      'an init container',
      pod(COMPLETE, { spec: { initContainers: [{ name: 'init' }] } }),
    ],
  ])('is silent for %s', (_, one) => {
    expect(run([deployment, one])).toEqual([]);
  });
});
