import { days, hours } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { claimClassMissing } from './claimClassMissing';
import { governingServiceNotHeadless } from './governingServiceNotHeadless';
import { pausedDeployment } from './pausedDeployment';
import { recreateStrategy } from './recreateStrategy';

const run = detectorRunner(
  pausedDeployment,
  recreateStrategy,
  claimClassMissing,
  governingServiceNotHeadless,
);

const LABELS = { app: 'cart' };

const deployment = (spec: object = {}, status: object = {}, metadata = {}) =>
  object(
    'Deployment',
    'cart',
    {
      spec: {
        replicas: 3,
        template: {
          metadata: { labels: LABELS },
          spec: { containers: [{ name: 'app' }] },
        },
        ...spec,
      } as object,
      status,
    },
    { age: days(9), metadata },
  );

const paused = (age: number, updatedReplicas = 0, spec: object = {}) =>
  deployment(
    { paused: true, ...spec },
    {
      updatedReplicas,
      conditions: [
        {
          type: 'Progressing',
          status: 'Unknown',
          reason: 'DeploymentPaused',
          lastTransitionTime: ago(age),
        },
      ],
    },
  );

const recreate = (podSpec: object = {}, replicas = 2) =>
  deployment({
    replicas,
    strategy: { type: 'Recreate' },
    template: {
      metadata: { labels: LABELS },
      spec: { containers: [{ name: 'app' }], ...podSpec },
    },
  });
const SERVICE = object('Service', 'cart', { spec: { selector: LABELS } });
const claim = (mode: 'ReadWriteOnce' | 'ReadWriteMany') =>
  object('PersistentVolumeClaim', 'data', { spec: { accessModes: [mode] } });
const MOUNTED = {
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
};

const set = (spec: object = {}) =>
  object('StatefulSet', 'db', {
    spec: { replicas: 3, serviceName: 'db', ...spec } as object,
  });
const ofClass = (storageClassName?: string) =>
  set({
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: { storageClassName } },
    ],
  });
const fast = object('StorageClass', 'fast', { provisioner: 'disk' });

const governing = (clusterIP: string) =>
  object('Service', 'db', { spec: { clusterIP } });
const client = (host: string) =>
  object('Pod', 'client', {
    spec: {
      containers: [{ name: 'app', env: [{ name: 'DB_HOST', value: host }] }],
    },
    status: { phase: 'Running' },
  });

describe('risks of rollouts', () => {
  it.each<[string, Ingredient[], string, string]>([
    [
      'a change that a paused rollout holds back',
      [paused(days(2))],
      'risk Deployment/cart deploy.paused',
      'spec.paused',
    ],
    [
      'a rollout that was paused half-way',
      [paused(days(2), 1)],
      'risk Deployment/cart deploy.paused',
      'status.updatedReplicas',
    ],
    [
      'a service that each rollout interrupts',
      [recreate(), SERVICE],
      'hygiene Deployment/cart deploy.recreate-strategy',
      'spec.strategy.type',
    ],
    [
      'the same with a volume for all nodes',
      [recreate(MOUNTED), SERVICE, claim('ReadWriteMany')],
      'hygiene Deployment/cart deploy.recreate-strategy',
      'spec.strategy.type',
    ],
    [
      'a class that no longer exists',
      [ofClass('gone'), fast],
      'risk StatefulSet/db sts.claim-class-missing gone',
      'spec.volumeClaimTemplates[0].spec.storageClassName',
    ],
    [
      'names of pods that DNS does not know',
      [set(), governing('10.0.0.7'), client('db-0.db')],
      'risk StatefulSet/db sts.governing-service-not-headless db',
      'spec.clusterIP',
    ],
    [
      'the same, spelled out',
      [set(), governing('10.0.0.7'), client('db-2.db.shop.svc.cluster.local')],
      'risk StatefulSet/db sts.governing-service-not-headless db',
      'spec.serviceName',
    ],
  ])('reports %s', (_, objects, expected, path) => {
    const [found, ...others] = run(objects);
    expect(others).toEqual([]);
    const { tier, subject, detector, key = '' } = found;
    expect(
      `${tier} ${subject.kind}/${subject.name} ${detector} ${key}`.trim(),
    ).toBe(expected);
    expect(found.evidence).toContainEqual(expect.objectContaining({ path }));
  });

  it.each<[string, Ingredient[]]>([
    ['a rollout paused today', [paused(hours(3))]],
    ['a paused Deployment that runs its template', [paused(days(2), 3)]],
    ['a paused one at zero', [paused(days(2), 0, { replicas: 0 })]],
    [
      'a change made today',
      [
        {
          ...paused(days(2)),
          metadata: {
            ...deployment(
              {},
              {},
              {
                managedFields: [
                  {
                    manager: 'x',
                    time: ago(hours(2)),
                    fieldsV1: { 'f:spec': {} },
                  },
                ],
              },
            ).metadata,
          },
        },
      ],
    ],
    ['Recreate without a Service', [recreate()]],
    ['Recreate of a single pod', [recreate({}, 1), SERVICE]],
    [
      'Recreate for a volume of one node',
      [recreate(MOUNTED), SERVICE, claim('ReadWriteOnce')],
    ],
    ['Recreate for an unread volume', [recreate(MOUNTED), SERVICE]],
    [
      'Recreate for a port of the host',
      [
        recreate({
          containers: [
            { name: 'app', ports: [{ containerPort: 80, hostPort: 80 }] },
          ],
        }),
        SERVICE,
      ],
    ],
    ['a class that exists', [ofClass('fast'), fast]],
    ['no class', [ofClass(), fast]],
    ['a claim without a class', [ofClass(''), fast]],
    ['unread classes', [ofClass('gone'), unreadKind('StorageClass')]],
    [
      'a class name of volumes made by hand',
      [
        ofClass('by-hand'),
        object('PersistentVolume', 'pv-1', {
          spec: { storageClassName: 'by-hand' },
        }),
      ],
    ],
    ['a headless Service', [set(), governing('None'), client('db-0.db')]],
    [
      'clients of the Service as a whole',
      [set(), governing('10.0.0.7'), client('db')],
    ],
    [
      'names of another set\u2019s pods',
      [set(), governing('10.0.0.7'), client('other-0.db')],
    ],
    [
      'objects without contents',
      [object('Deployment', 'x'), object('StatefulSet', 'y')],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
