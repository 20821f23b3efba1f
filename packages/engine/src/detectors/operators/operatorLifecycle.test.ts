import { hours, minutes } from '../../snapshot/durations';
import {
  Ingredient,
  ago,
  condition,
  customObject,
  detectorRunner,
} from '../../testing';
import { operatorDetectors } from '.';

const run = detectorRunner(...operatorDetectors);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, subject, key = '', severity }) =>
    `${detector} ${subject.kind}/${subject.name} ${key} ${severity}`.replace(
      / {2,}/g,
      ' ',
    ),
  );

interface Options {
  age?: number;
  labels?: Record<string, string>;
}
const olm = (
  kind: string,
  name: string,
  status: object,
  options: Options & { spec?: object } = {},
) =>
  customObject(
    `${kind}.operators.coreos.com`,
    name,
    { spec: options.spec, status },
    options,
  );
const csv = (status: object, options: Options = {}) =>
  olm('ClusterServiceVersion', 'etcd.v1', status, options);
const subscription = (status: object) => olm('Subscription', 'etcd', status);
const plan = (status: object, spec: object = {}, age = hours(1)) =>
  olm('InstallPlan', 'install-x2x4z', status, { spec, age });
const planned = subscription({ installPlanRef: { name: 'install-x2x4z' } });
const catalog = (state?: string, age?: number) =>
  olm(
    'CatalogSource',
    'community',
    { connectionState: { lastObservedState: state } },
    { age },
  );
const group = (name: string) => olm('OperatorGroup', name, {});
const extension = (conditions: unknown) =>
  customObject('ClusterExtension.olm.operatorframework.io', 'argo', {
    status: { conditions },
  });
const clusterCatalog = (conditions: unknown, spec: object = {}) =>
  customObject('ClusterCatalog.olm.operatorframework.io', 'hub', {
    spec,
    status: { conditions },
  });
const prometheus = (
  conditions: unknown,
  spec: object = {},
  kind = 'Prometheus',
) =>
  customObject(`${kind}.monitoring.coreos.com`, 'main', {
    spec,
    status: { conditions },
  });
const long = { age: minutes(11) };

describe('operators and what they run', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a version that failed',
      [
        csv({
          phase: 'Failed',
          reason: 'ComponentUnhealthy',
          lastTransitionTime: ago(hours(1)),
        }),
      ],
      'olm.csv-failed ClusterServiceVersion/etcd.v1 ComponentUnhealthy high',
    ],
    [
      'a version that stays pending',
      [
        csv({
          phase: 'Pending',
          reason: 'RequirementsNotMet',
          lastTransitionTime: ago(hours(1)),
        }),
      ],
      'olm.csv-failed ClusterServiceVersion/etcd.v1 RequirementsNotMet medium',
    ],
    [
      'a Subscription',
      [
        subscription({
          conditions: [
            condition(
              'ResolutionFailed',
              'True',
              'ConstraintsNotSatisfiable',
              long,
            ),
          ],
        }),
      ],
      'olm.subscription-stuck Subscription/etcd ConstraintsNotSatisfiable medium',
    ],
    [
      'a plan that failed',
      [planned, plan({ phase: 'Failed' })],
      'olm.installplan-stuck Subscription/etcd Failed high',
    ],
    [
      'a plan that waits',
      [
        planned,
        plan(
          { phase: 'RequiresApproval' },
          { approval: 'Manual', approved: false },
        ),
      ],
      'olm.installplan-stuck Subscription/etcd RequiresApproval info',
    ],
    [
      'a catalog',
      [catalog('TRANSIENT_FAILURE')],
      'olm.catalog-unhealthy CatalogSource/community medium',
    ],
    [
      'two OperatorGroups',
      [group('one'), group('two')],
      'olm.multiple-operatorgroups Namespace/shop high',
    ],
    [
      'an extension',
      [extension([condition('Installed', 'False', 'Failed', long)])],
      'olm.v1-not-serving ClusterExtension/argo Failed medium',
    ],
    [
      'a cluster’s catalog',
      [clusterCatalog([condition('Serving', 'False', 'Unavailable', long)])],
      'olm.v1-not-serving ClusterCatalog/hub Unavailable medium',
    ],
    [
      'a Prometheus',
      [prometheus([condition('Reconciled', 'False', 'ReconciliationFailed')])],
      'prometheus.not-reconciled Prometheus/main ReconciliationFailed medium',
    ],
    [
      'an Alertmanager without pods',
      [
        prometheus(
          [condition('Available', 'False', 'NoPodReady')],
          {},
          'Alertmanager',
        ),
      ],
      'prometheus.not-reconciled Alertmanager/main NoPodReady medium',
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a version that is installed', [csv({ phase: 'Succeeded' })]],
    [
      'a version that is being installed',
      [csv({ phase: 'Installing', lastTransitionTime: ago(minutes(5)) })],
    ],
    ['a copy', [csv({ phase: 'Failed', reason: 'Copied' })]],
    [
      'a copy by label',
      [csv({ phase: 'Failed' }, { labels: { 'olm.copiedFrom': 'olm' } })],
    ],
    [
      'an upgrade that is available',
      [subscription({ state: 'UpgradeAvailable', conditions: [] })],
    ],
    [
      'a failure of this moment',
      [
        subscription({
          conditions: [
            condition('ResolutionFailed', 'True', 'X', { age: minutes(5) }),
          ],
        }),
      ],
    ],
    [
      'a plan that failed long ago and was replaced',
      [plan({ phase: 'Failed' })],
    ],
    ['a plan that is complete', [planned, plan({ phase: 'Complete' })]],
    [
      'a plan of this moment',
      [planned, plan({ phase: 'RequiresApproval' }, {}, minutes(5))],
    ],
    ['a catalog that is ready', [catalog('READY')]],
    ['a catalog that idles', [catalog('IDLE')]],
    ['a catalog without a state', [catalog()]],
    ['a young catalog', [catalog('CONNECTING', minutes(2))]],
    ['one OperatorGroup', [group('one')]],
    [
      'an extension that is installed',
      [extension([condition('Installed', 'True', 'Succeeded')])],
    ],
    [
      'a catalog that is unavailable on purpose',
      [
        clusterCatalog(
          [condition('Serving', 'False', 'UserSpecifiedUnavailable', long)],
          { availabilityMode: 'Unavailable' },
        ),
      ],
    ],
    [
      'a Prometheus that runs',
      [
        prometheus([
          condition('Available', 'True', ''),
          condition('Reconciled', 'True', ''),
        ]),
      ],
    ],
    [
      'a degraded Prometheus',
      [prometheus([condition('Available', 'Degraded', 'SomePodsNotReady')])],
    ],
    [
      'a paused Prometheus',
      [prometheus([condition('Reconciled', 'False', 'X')], { paused: true })],
    ],
    [
      'a Prometheus scaled to zero',
      [
        prometheus([condition('Available', 'False', 'NoPodReady')], {
          replicas: 0,
        }),
      ],
    ],
    [
      'statuses that are none',
      [csv('x' as never), subscription([] as never), catalog(7 as never)],
    ],
  ])('are accepted for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
