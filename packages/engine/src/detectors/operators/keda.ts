import { absence, field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { kindKey, resourceOfKind } from '../../snapshot/resources';
import { fieldsOf, listOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  conditionEvidence,
  reportedCondition,
} from '../shared/reportedCondition';
import {
  RETRY_GRACE,
  ReportedFault,
  reportedFaults,
} from '../shared/reportedFaults';
import { nameOf } from '../shared/sightings';

const GROUP = 'keda.sh';
const SCALED_OBJECT = `ScaledObject.${GROUP}`;
const SCALED_JOB = `ScaledJob.${GROUP}`;
const GRACE = seconds(60);

const isPaused = (object: KubernetesObject) =>
  reportedCondition(object, 'Paused')?.status === 'True';

const FAULTS: readonly ReportedFault[] = [
  ...[SCALED_OBJECT, SCALED_JOB].map<ReportedFault>(kind => ({
    detector: 'keda.not-ready',
    kind,
    type: 'Ready',
    bad: 'False',
    severity: 'high',
    grace: minutes(2),
    says: 'cannot scale',
    isIdle: isPaused,
  })),
  {
    detector: 'keda.fallback-active',
    kind: SCALED_OBJECT,
    type: 'Fallback',
    bad: 'True',
    severity: 'medium',
    grace: RETRY_GRACE,
    says: 'gets no metric and runs with its fallback',
    isIdle: isPaused,
  },
];

/** What KEDA is to scale and cannot. Its conditions carry no times, so an object counts from its creation. */
export const keda = detectorFamily({
  rows: [
    {
      id: 'keda.not-ready',
      title: 'KEDA cannot scale its target',
      concludesFrom: [
        SCALED_JOB,
        `TriggerAuthentication.${GROUP}`,
        `ClusterTriggerAuthentication.${GROUP}`,
        'Deployment',
        'StatefulSet',
      ],
      documentation: {
        speaks:
          'KEDA says that a ScaledObject or ScaledJob is not ready, or its target or one of its authentications does not exist.',
        silent:
          'Paused ones, and ones that are not active, which means that there is nothing to do.',
      },
    },
    {
      id: 'keda.fallback-active',
      title: 'KEDA runs a target with its fallback',
      documentation: {
        speaks:
          'A scaler gives no metric and the ScaledObject runs with its fallback. One that is paused is told of as information.',
      },
    },
  ],
  tier: 'problem',
  kinds: [SCALED_OBJECT],
  documentation: {
    sources: [
      'https://keda.sh/docs/latest/reference/scaledobject-spec/',
      'https://keda.sh/docs/latest/troubleshooting/',
    ],
  },

  *read(context) {
    const { snapshot } = context;
    const collected = new DraftCollector();
    for (const kind of [SCALED_OBJECT, SCALED_JOB]) {
      for (const scaled of snapshot.all(kind)) {
        const { deletionTimestamp, creationTimestamp } = scaled.metadata;
        if (deletionTimestamp) continue;
        if (isPaused(scaled)) yield* paused(scaled);
        else if (olderThan(snapshot, creationTimestamp, GRACE))
          for (const draft of missingOf(scaled, context)) collected.add(draft);
      }
    }
    // What is missing says more than that something is: one finding, whether or not the missing kind was read.
    for (const { key: _reason, ...draft } of reportedFaults(FAULTS, context))
      collected.add(draft);
    yield* collected.drafts();
  },
});

function* missingOf(
  scaled: KubernetesObject,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const spec = fieldsOf(scaled.spec);
  const target = fieldsOf(spec.scaleTargetRef);
  if (scaled.kind === 'ScaledObject')
    yield* missing(scaled, context, {
      apiVersion: textOf(target.apiVersion) ?? 'apps/v1',
      kind: textOf(target.kind) ?? 'Deployment',
      name: textOf(target.name),
      path: 'spec.scaleTargetRef',
    });
  for (const [index, trigger] of listOf(spec.triggers).entries()) {
    const reference = fieldsOf(trigger.authenticationRef);
    yield* missing(scaled, context, {
      apiVersion: `${GROUP}/v1alpha1`,
      kind: textOf(reference.kind) ?? 'TriggerAuthentication',
      name: textOf(reference.name),
      path: `spec.triggers[${index}].authenticationRef`,
    });
  }
}

function* missing(
  scaled: KubernetesObject,
  { snapshot }: DetectionContext,
  named: {
    apiVersion: string;
    kind: string;
    name: string | undefined;
    path: string;
  },
): Iterable<FamilyDraft> {
  const { apiVersion, kind, name, path } = named;
  const key = kindKey({ apiVersion, kind });
  const resource = resourceOfKind(key);
  if (!name || !resource) return;
  const { namespace } = scaled.metadata;
  if (snapshot.lookup(key, namespace, name).state !== 'absent') return;
  const reference = {
    apiVersion,
    kind,
    ...(resource.namespaced ? { namespace } : {}),
    name,
  };
  yield {
    detector: 'keda.not-ready',
    subject: referenceTo(scaled),
    severity: 'high',
    message: `${nameOf(referenceTo(scaled))} needs ${nameOf(reference)}, which does not exist`,
    evidence: [field(scaled, path, { kind, name }), absence(reference)],
  };
}

function* paused(scaled: KubernetesObject): Iterable<FamilyDraft> {
  const condition = reportedCondition(scaled, 'Paused');
  if (!condition || scaled.kind !== 'ScaledObject') return;
  yield {
    detector: 'keda.fallback-active',
    subject: referenceTo(scaled),
    key: 'Paused',
    tier: 'hygiene',
    severity: 'info',
    message: `${nameOf(referenceTo(scaled))} is paused`,
    evidence: conditionEvidence(scaled, condition),
  };
}
