import { days, hours, minutes, seconds } from '../../snapshot/durations';
import {
  Ingredient,
  ago,
  condition,
  customObject,
  detectorRunner,
} from '../../testing';
import { gitopsDetectors } from '.';

const run = detectorRunner(...gitopsDetectors);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, key = '', severity, tier }) =>
    `${detector} ${key} ${severity} ${tier}`.replace(/ {2,}/g, ' '),
  );

interface Fields {
  automated?: object;
  status?: object;
  deleted?: boolean;
  age?: number;
}

const application = ({ automated, status, deleted, age }: Fields) =>
  customObject(
    'Application.argoproj.io',
    'shop',
    { spec: { syncPolicy: { automated } }, status },
    { age, metadata: deleted ? { deletionTimestamp: ago(0) } : {} },
  );
const rollout = (status: object, metadata: Record<string, unknown> = {}) =>
  customObject('Rollout.argoproj.io', 'cart', { status }, { metadata });
const flux = (
  kind: string,
  conditions: unknown,
  spec: object = {},
  metadata: Record<string, unknown> = {},
) =>
  customObject(
    kind,
    'shop',
    { spec, status: { conditions } },
    { metadata, age: days(2) },
  );
const KUSTOMIZATION = 'Kustomization.kustomize.toolkit.fluxcd.io';
const REPOSITORY = 'GitRepository.source.toolkit.fluxcd.io';
const synced = { sync: { status: 'Synced' } };
const degraded = {
  ...synced,
  health: { status: 'Degraded', lastTransitionTime: ago(hours(1)) },
};

describe('what is delivered', () => {
  it.each<[string, Ingredient, string[]]>([
    [
      'a degraded application',
      application({ status: degraded }),
      ['argocd.app-degraded high problem'],
    ],
    [
      'missing parts that are to be synced',
      application({ automated: {}, status: { health: { status: 'Missing' } } }),
      ['argocd.app-degraded high problem'],
    ],
    [
      'a failed operation, with what follows from it',
      application({
        automated: {},
        status: {
          sync: { status: 'OutOfSync' },
          operationState: {
            phase: 'Failed',
            message: 'no such kind',
            finishedAt: ago(hours(1)),
          },
          conditions: [
            {
              type: 'SyncError',
              message: 'no such kind',
              lastTransitionTime: ago(hours(1)),
            },
          ],
        },
      }),
      ['argocd.sync-failed operation high problem'],
    ],
    [
      'a source that cannot be compared',
      application({
        status: {
          conditions: [
            {
              type: 'ComparisonError',
              message: 'no access',
              lastTransitionTime: ago(hours(1)),
            },
          ],
        },
      }),
      ['argocd.sync-failed ComparisonError high problem'],
    ],
    [
      'drift that nobody mends',
      application({ status: { sync: { status: 'OutOfSync' } } }),
      ['argocd.out-of-sync low risk'],
    ],
    [
      'drift that should be mended',
      application({ automated: {}, status: { sync: { status: 'OutOfSync' } } }),
      ['argocd.out-of-sync medium risk'],
    ],
    [
      'a degraded Rollout',
      rollout({ phase: 'Degraded', message: 'aborted' }),
      ['argocd.rollout-degraded high problem'],
    ],
    [
      'a Rollout that has waited for days',
      rollout({
        phase: 'Paused',
        pauseConditions: [{ startTime: ago(days(2)) }],
      }),
      ['argocd.rollout-degraded paused medium risk'],
    ],
    [
      'a Kustomization that is stalled',
      flux(KUSTOMIZATION, [
        condition('Ready', 'False', 'BuildFailed'),
        condition('Stalled', 'True', 'BuildFailed'),
      ]),
      ['flux.not-ready BuildFailed high problem'],
    ],
    [
      'a HelmRelease that waits too long for another',
      flux('HelmRelease.helm.toolkit.fluxcd.io', [
        condition('Ready', 'False', 'DependencyNotReady', { age: minutes(20) }),
      ]),
      ['flux.not-ready DependencyNotReady high problem'],
    ],
    [
      'a source',
      flux(REPOSITORY, [condition('Ready', 'False', 'GitOperationFailed')]),
      ['flux.source-not-ready GitOperationFailed high problem'],
    ],
    [
      'something suspended',
      flux(REPOSITORY, [], { suspend: true }),
      ['flux.suspended info hygiene'],
    ],
  ])('is told of for %s', (_, ingredient, expected) => {
    expect(told([ingredient])).toEqual(expected);
  });

  it.each<[string, Ingredient]>([
    [
      'a healthy application',
      application({ status: { ...synced, health: { status: 'Healthy' } } }),
    ],
    [
      'one that progresses',
      application({ status: { ...synced, health: { status: 'Progressing' } } }),
    ],
    [
      'one that is suspended',
      application({ status: { ...synced, health: { status: 'Suspended' } } }),
    ],
    [
      'one that was never synced by hand',
      application({
        status: { health: { status: 'Missing' } },
        age: minutes(20),
      }),
    ],
    [
      'one that degraded a moment ago',
      application({
        status: {
          ...synced,
          health: { status: 'Degraded', lastTransitionTime: ago(seconds(30)) },
        },
      }),
    ],
    [
      'one that was mended after a failed operation',
      application({
        status: { ...synced, operationState: { phase: 'Failed' } },
      }),
    ],
    [
      'warnings',
      application({
        status: {
          ...synced,
          conditions: [{ type: 'OrphanedResourceWarning' }],
        },
      }),
    ],
    [
      'drift of this moment',
      application({
        status: {
          sync: { status: 'OutOfSync' },
          operationState: { phase: 'Succeeded', finishedAt: ago(minutes(5)) },
        },
      }),
    ],
    [
      'an operation under way',
      application({
        status: {
          sync: { status: 'OutOfSync' },
          operationState: { phase: 'Running' },
        },
      }),
    ],
    [
      'one that is being deleted',
      application({ status: degraded, deleted: true }),
    ],
    ['a status that is none', application({ status: [] })],
    ['a healthy Rollout', rollout({ phase: 'Healthy' })],
    [
      'a pause of an hour',
      rollout({
        phase: 'Paused',
        pauseConditions: [{ startTime: ago(hours(1)) }],
      }),
    ],
    [
      'a Rollout of an earlier spec',
      rollout(
        { phase: 'Degraded', observedGeneration: '1' },
        { generation: 2 },
      ),
    ],
    [
      'a Rollout that failed a moment ago',
      rollout({ phase: 'Degraded', abortedAt: ago(seconds(30)) }),
    ],
    [
      'a Kustomization that works',
      flux(KUSTOMIZATION, [
        condition('Ready', 'True', 'ReconciliationSucceeded'),
      ]),
    ],
    [
      'one that progresses',
      flux(KUSTOMIZATION, [condition('Ready', 'Unknown', 'Progressing')]),
    ],
    [
      'one that waits for another',
      flux(KUSTOMIZATION, [condition('Ready', 'False', 'DependencyNotReady')]),
    ],
    [
      'one that failed a moment ago',
      flux(KUSTOMIZATION, [
        condition('Ready', 'False', 'BuildFailed', { age: minutes(2) }),
      ]),
    ],
    [
      'one of an earlier spec',
      flux(
        KUSTOMIZATION,
        [condition('Ready', 'False', 'BuildFailed', { observedGeneration: 1 })],
        {},
        { generation: 2 },
      ),
    ],
    [
      'one that was suspended today',
      flux(
        KUSTOMIZATION,
        [condition('Ready', 'False', 'BuildFailed')],
        { suspend: true },
        {
          managedFields: [
            {
              manager: 'flux',
              operation: 'Update',
              time: ago(hours(1)),
              fieldsV1: { 'f:spec': {} },
            },
          ],
        },
      ),
    ],
  ])('is accepted for %s', (_, ingredient) => {
    expect(told([ingredient])).toEqual([]);
  });

  it('lists the health and the drift under the failed sync', () => {
    const [found] = run([
      application({
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Degraded', lastTransitionTime: ago(hours(1)) },
          operationState: { phase: 'Error', finishedAt: ago(hours(1)) },
        },
      }),
    ]);
    expect(found.symptoms.map(each => each.detector)).toEqual([
      'argocd.app-degraded',
      'argocd.out-of-sync',
    ]);
  });
});
