import { field, referenceTo } from '../../findings/evidence';
import { days, minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, listOf, textOf } from '../../snapshot/untyped';
import { DetectionContext, Detector } from '../Detector';
import { POD_TROUBLE } from '../rollout/explanations';
import { nameOf } from '../shared/sightings';

const ROLLOUT = 'Rollout.argoproj.io';
const GRACE = minutes(2);
const LONGEST_PAUSE = days(1);

/** Rollouts of Argo that came to a halt. */
export const rollouts: Detector = {
  id: 'argocd.rollout-degraded',
  title: 'Argo Rollout does not get on',
  tier: 'problem',
  kinds: [ROLLOUT],
  explainedBy: POD_TROUBLE,
  documentation: {
    speaks:
      'A Rollout has been degraded for two minutes: it was aborted, is invalid, or made no progress in time. One that has waited for somebody for a day is a risk.',
    silent: 'Rollouts that wait at a step of their own for less than a day.',
    sources: [
      'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
    ],
  },

  *detect(context) {
    for (const rollout of context.snapshot.all(ROLLOUT)) {
      if (rollout.metadata.deletionTimestamp || isOutdated(rollout)) continue;
      const { phase, message } = fieldsOf(rollout.status);
      const words = textOf(message) ?? 'no reason given';
      const name = nameOf(referenceTo(rollout));
      const pausedSince = pauseOf(rollout);
      if (phase === 'Degraded' && isDegradedLong(rollout, context))
        yield {
          subject: referenceTo(rollout),
          severity: 'high',
          message: `${name} is degraded: ${words}`,
          evidence: [
            field(rollout, 'status.phase', phase),
            field(rollout, 'status.message', message),
          ],
        };
      else if (
        phase === 'Paused' &&
        olderThan(context.snapshot, pausedSince, LONGEST_PAUSE)
      )
        yield {
          subject: referenceTo(rollout),
          key: 'paused',
          tier: 'risk',
          severity: 'medium',
          message: `${name} has waited since ${pausedSince} for somebody to promote it`,
          evidence: [
            field(rollout, 'status.phase', phase),
            field(
              rollout,
              'status.pauseConditions',
              fieldsOf(rollout.status).pauseConditions,
            ),
          ],
          since: pausedSince,
        };
    }
  },
};

/** The controller writes the generation as a text. */
function isOutdated({ metadata, status }: KubernetesObject) {
  const observed = Number(fieldsOf(status).observedGeneration);
  return metadata.generation !== undefined && observed < metadata.generation;
}

function isDegradedLong(
  { status, metadata }: KubernetesObject,
  { snapshot }: DetectionContext,
) {
  const { conditions, abortedAt } = fieldsOf(status);
  const told = listOf(conditions).find(
    each => each.type === 'Progressing' && each.status === 'False',
  );
  const since =
    textOf(abortedAt) ??
    textOf(told?.lastTransitionTime) ??
    metadata.creationTimestamp;
  return olderThan(snapshot, since, GRACE);
}

function pauseOf({ status }: KubernetesObject) {
  return listOf(fieldsOf(status).pauseConditions)
    .flatMap(each => textOf(each.startTime) ?? [])
    .sort()[0];
}
