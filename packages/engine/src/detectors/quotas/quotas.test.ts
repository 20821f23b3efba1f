import { seconds } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { quotaDetectors } from '.';

const run = detectorRunner(...quotaDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(each =>
    `${each.detector} ${each.severity} ${subjectOf(each)} ${each.key ?? ''}`.trim(),
  );

function quota(
  hard: Record<string, string>,
  used: Record<string, string> = {},
  counted = hard,
  spec: object = {},
) {
  return object('ResourceQuota', 'team', {
    spec: { hard, ...spec },
    status: { hard: counted, used },
  });
}

describe('quotas by what is left of them', () => {
  it.each<[string, Ingredient, string]>([
    [
      'an amount is used up',
      quota({ 'requests.cpu': '4' }, { 'requests.cpu': '4000m' }),
      'quota.exhausted medium ResourceQuota/team requests.cpu',
    ],
    [
      'more is used than allowed since',
      quota({ pods: '10' }, { pods: '12' }),
      'quota.exhausted medium ResourceQuota/team pods',
    ],
    [
      'a small count is used up',
      quota(
        { 'services.loadbalancers': '2' },
        { 'services.loadbalancers': '2' },
      ),
      'quota.exhausted low ResourceQuota/team services.loadbalancers',
    ],
    [
      'little memory is left',
      quota({ 'limits.memory': '10Gi' }, { 'limits.memory': '9500Mi' }),
      'quota.near low ResourceQuota/team limits.memory',
    ],
  ])('are told of where %s', (_, one, expected) => {
    expect(told(one)).toEqual([expected]);
  });

  it.each<[string, Ingredient]>([
    ['much is left', quota({ pods: '10' }, { pods: '8' })],
    [
      'the resource is forbidden',
      quota({ 'services.nodeports': '0' }, { 'services.nodeports': '0' }),
    ],
    ['nothing was counted yet', quota({ pods: '10' }, {}, {})],
    [
      'the limit was raised and not counted anew',
      quota({ pods: '20' }, { pods: '10' }, { pods: '10' }),
    ],
    ['what it says is no number', quota({ pods: 'many' }, { pods: 'all' })],
    ['it is bare', object('ResourceQuota', 'team')],
  ])('are silent where %s', (_, one) => {
    expect(told(one)).toEqual([]);
  });

  it('quotes the count and the limit', () => {
    const [found] = run([quota({ pods: '10' }, { pods: '10' })]);
    expect(found.message).toBe(
      'Quota shop/team has nothing left of pods: 10 of 10 are in use',
    );
    expect(found.evidence).toMatchObject([
      { path: 'status.used[pods]', value: '10' },
      { path: 'status.hard[pods]', value: '10' },
    ]);
  });
});

describe('quota.blocks-referenced-object', () => {
  const full = (resource: string) =>
    quota({ [resource]: '20' }, { [resource]: '20' });
  const pod = (spec: object, age?: number) =>
    object('Pod', 'cart-1', { spec, status: { phase: 'Pending' } }, { age });
  const withSettings = (optional = false, age?: number) =>
    pod(
      {
        containers: [
          {
            name: 'app',
            envFrom: [{ configMapRef: { name: 'settings', optional } }],
          },
        ],
      },
      age,
    );
  const withClaim = pod({
    containers: [{ name: 'app' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  });
  const withBackend = pod({
    containers: [
      {
        name: 'app',
        env: [{ name: 'ORDERS_URL', value: 'http://orders.shop.svc:80' }],
      },
    ],
  });
  const set = (replicas: number, made: number) =>
    object('StatefulSet', 'db', {
      spec: {
        replicas,
        serviceName: '',
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
      status: { replicas: made },
    });

  it.each<[string, string, Ingredient]>([
    ['ConfigMap', 'configmaps', withSettings()],
    ['ConfigMap', 'count/configmaps', withSettings()],
    ['PersistentVolumeClaim', 'requests.storage', withClaim],
    ['PersistentVolumeClaim', 'persistentvolumeclaims', set(3, 1)],
    ['Service', 'services', withBackend],
  ])('fires for a %s and quota %s', (kind, resource, needer) => {
    expect(told(full(resource), needer)).toEqual([
      `quota.blocks-referenced-object high Namespace/shop ${kind}`,
      `quota.exhausted medium ResourceQuota/team ${resource}`,
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'the object exists',
      [full('configmaps'), withSettings(), object('ConfigMap', 'settings')],
    ],
    [
      'there is room',
      [quota({ configmaps: '20' }, { configmaps: '19' }), withSettings()],
    ],
    ['it is optional', [full('configmaps'), withSettings(true)]],
    ['another kind is limited', [full('secrets'), withSettings()]],
    [
      'ConfigMaps are unread',
      [full('configmaps'), withSettings(), unreadKind('ConfigMap')],
    ],
    ['the pod is new', [full('configmaps'), withSettings(false, seconds(30))]],
    ['all replicas are made', [full('persistentvolumeclaims'), set(3, 3)]],
    ['nothing is needed', [full('configmaps')]],
  ])('is silent where %s', (_, ingredients) => {
    expect(
      told(...ingredients).filter(each => each.includes('blocks')),
    ).toEqual([]);
  });
});
