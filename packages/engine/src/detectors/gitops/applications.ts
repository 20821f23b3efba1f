import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { Fields, fieldsOf, listOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { nameOf } from '../shared/sightings';

const APPLICATION = 'Application.argoproj.io';
const GRACE = minutes(2);
const DRIFT_GRACE = minutes(30);

/** Conditions under which Argo CD cannot compare or sync; the others are warnings. */
const ERRORS: readonly unknown[] = [
  'ComparisonError',
  'InvalidSpecError',
  'SyncError',
  'DeletionError',
  'UnknownError',
];

/** Applications of Argo CD, by what it says of them. */
export const applications = detectorFamily({
  rows: [
    {
      id: 'argocd.sync-failed',
      title: 'Argo CD could not sync the application',
      documentation: {
        speaks:
          'The last operation on an Application has failed and it is not in sync since, or Argo CD has stated for two minutes an error under which it cannot compare or sync it.',
        silent: 'Warnings, such as orphaned resources.',
      },
    },
    {
      id: 'argocd.app-degraded',
      title: 'Application is degraded',
      explainedBy: ['argocd.sync-failed'],
      documentation: {
        speaks:
          'Argo CD has found an Application degraded for two minutes, or parts of one that it syncs by itself missing.',
        silent:
          'Applications that progress, are suspended, or were never synced by hand.',
      },
    },
    {
      id: 'argocd.out-of-sync',
      title: 'Application differs from its source',
      tier: 'risk',
      explainedBy: ['argocd.sync-failed', 'argocd.app-degraded'],
      documentation: {
        speaks:
          'An Application has been out of sync, or of unknown state, half an hour after its last operation. It weighs more where Argo CD is to sync by itself.',
      },
    },
  ],
  tier: 'problem',
  kinds: [APPLICATION],
  documentation: {
    sources: [
      'https://argo-cd.readthedocs.io/en/stable/operator-manual/health/',
      'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/',
    ],
  },

  *read(context) {
    for (const application of context.snapshot.all(APPLICATION)) {
      const { deletionTimestamp } = application.metadata;
      yield* statedErrors(application, context);
      if (deletionTimestamp) continue;
      yield* failedOperation(application);
      yield* degraded(application, context);
      yield* outOfSync(application, context);
    }
  },
});

function* failedOperation(
  application: KubernetesObject,
): Iterable<FamilyDraft> {
  const { operationState, sync } = fieldsOf(application.status);
  const { phase, message, finishedAt, syncResult } = fieldsOf(operationState);
  if (phase !== 'Failed' && phase !== 'Error') return;
  if (fieldsOf(sync).status === 'Synced') return;
  yield {
    detector: 'argocd.sync-failed',
    subject: referenceTo(application),
    key: 'operation',
    severity: 'high',
    message: `The last sync of ${nameOf(referenceTo(application))} failed: ${textOf(message) ?? 'no reason given'}`,
    evidence: [
      field(application, 'status.operationState.phase', phase),
      field(application, 'status.operationState.message', message),
      field(
        application,
        'status.operationState.syncResult.revision',
        fieldsOf(syncResult).revision,
      ),
    ],
    since: textOf(finishedAt),
  };
}

function* statedErrors(
  application: KubernetesObject,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const conditions = listOf(fieldsOf(application.status).conditions);
  for (const [index, condition] of conditions.entries()) {
    if (!ERRORS.includes(condition.type)) continue;
    const type = textOf(condition.type) ?? '';
    const since = textOf(condition.lastTransitionTime);
    if (since && !olderThan(snapshot, since, GRACE)) continue;
    // The failed operation says the same.
    if (type === 'SyncError' && hasFailedOperation(application)) continue;
    yield {
      detector: 'argocd.sync-failed',
      subject: referenceTo(application),
      key: type,
      severity: 'high',
      message: `Argo CD cannot handle ${nameOf(referenceTo(application))}: ${textOf(condition.message) ?? type}`,
      evidence: [
        field(application, `status.conditions[${index}].type`, type),
        field(
          application,
          `status.conditions[${index}].message`,
          condition.message,
        ),
      ],
      since,
    };
  }
}

function hasFailedOperation(application: KubernetesObject) {
  return [...failedOperation(application)].length > 0;
}

function* degraded(
  application: KubernetesObject,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { health, resources } = fieldsOf(application.status);
  const { status, lastTransitionTime } = fieldsOf(health);
  // Without automatic sync, what is missing waits for somebody to sync it.
  const isBad =
    status === 'Degraded' || (status === 'Missing' && isAutomatic(application));
  if (!isBad) return;
  const since = textOf(lastTransitionTime);
  const { creationTimestamp } = application.metadata;
  if (!olderThan(snapshot, since ?? creationTimestamp, GRACE)) return;
  const parts = listOf(resources).filter(
    ({ kind, name, health: its }) =>
      textOf(kind) && textOf(name) && fieldsOf(its).status === status,
  );
  const names = parts.slice(0, 3).map(each => `${each.kind} ${each.name}`);
  yield {
    detector: 'argocd.app-degraded',
    subject: referenceTo(application),
    severity: 'high',
    message: `Argo CD finds ${nameOf(referenceTo(application))} ${String(status).toLowerCase()}${names.length > 0 ? `: ${names.join(', ')}` : ''}`,
    evidence: [
      field(application, 'status.health.status', status),
      ...parts.slice(0, 3).map(describePart(application, resources)),
    ],
    affected: parts.map(({ kind, namespace, name }) => ({
      kind: String(kind),
      namespace: textOf(namespace),
      name: String(name),
    })),
    since,
  };
}

function describePart(application: KubernetesObject, resources: unknown) {
  const positions = new Map(
    listOf(resources).map((each, index) => [partKey(each), index]),
  );
  return (part: Fields) =>
    field(
      application,
      `status.resources[${positions.get(partKey(part))}].health`,
      part.health,
    );
}

function partKey({ group, kind, namespace, name }: Fields) {
  return JSON.stringify([group, kind, namespace, name]);
}

function* outOfSync(
  application: KubernetesObject,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { sync, operationState } = fieldsOf(application.status);
  const { status } = fieldsOf(sync);
  if (status !== 'OutOfSync' && status !== 'Unknown') return;
  const { phase, finishedAt } = fieldsOf(operationState);
  if (phase === 'Running' || phase === 'Terminating') return;
  const { creationTimestamp } = application.metadata;
  const since = textOf(finishedAt) ?? creationTimestamp;
  if (!olderThan(snapshot, since, DRIFT_GRACE)) return;
  yield {
    detector: 'argocd.out-of-sync',
    subject: referenceTo(application),
    severity: isAutomatic(application) ? 'medium' : 'low',
    message:
      status === 'OutOfSync'
        ? `${nameOf(referenceTo(application))} differs from its source`
        : `Argo CD cannot tell whether ${nameOf(referenceTo(application))} differs from its source`,
    evidence: [
      field(application, 'status.sync.status', status),
      field(
        application,
        'spec.syncPolicy',
        fieldsOf(application.spec).syncPolicy,
      ),
    ],
  };
}

function isAutomatic({ spec }: KubernetesObject) {
  const { automated } = fieldsOf(fieldsOf(spec).syncPolicy);
  return (
    typeof automated === 'object' &&
    automated !== null &&
    fieldsOf(automated).enabled !== false
  );
}
