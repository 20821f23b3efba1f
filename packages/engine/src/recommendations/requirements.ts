import { ObjectReference } from '../findings/Finding';
import { isReady } from '../detectors/shared/pods';
import { conditionOf } from '../snapshot/conditions';
import { KnownKinds } from '../snapshot/objects';
import { Requirement } from './RecommendationRule';
import { Situation } from './Situation';
import { hasRollout } from './steps';

/** Below this a change may well cure what is not ill. */
const SURE_ENOUGH = 0.75;

export const causeIsSure: Requirement = {
  text: 'The cause is at least 75 % sure',
  judge: ({ confidence }) => confidence >= SURE_ENOUGH,
};

/** A rollout that has begun may be the one that fails; whether another one runs cannot be told from it. */
export const noOtherRollout: Requirement = {
  text: 'No other rollout of the workload is running',
  judge(situation, target) {
    if (!hasRollout(target)) return undefined;
    const workload = situation.objectOf(target);
    if (!workload) return undefined;
    const { replicas = 0, updatedReplicas = 0 } = (workload.status ??
      {}) as NonNullable<KnownKinds['Deployment']['status']>;
    const progressing = conditionOf(
      workload as { status?: unknown },
      'Progressing',
    );
    const isDone =
      updatedReplicas === replicas &&
      progressing?.reason === 'NewReplicaSetAvailable';
    return isDone || undefined;
  },
};

export const notAutoscaled: Requirement = {
  text: 'No autoscaler decides on the number of replicas',
  excludes: true,
  judge: ({ surroundings, snapshot }, target) => {
    if (surroundings.autoscalersOf(target).length > 0) return false;
    return snapshot.readState('HorizontalPodAutoscaler', target.namespace) ===
      'complete'
      ? true
      : undefined;
  },
};

export const notSizedByAutoscaler: Requirement = {
  text: 'No VerticalPodAutoscaler writes the requests',
  judge: ({ surroundings }, target) =>
    surroundings.isSizedByAutoscaler(target) ? false : undefined,
};

/** Of the target's pods at least one other is ready. */
export const othersServe: Requirement = {
  text: 'At least one other replica is ready',
  judge({ graph, snapshot }, target) {
    const pod =
      target.kind === 'Pod'
        ? snapshot.get('Pod', target.namespace, target.name)
        : undefined;
    if (!pod) return undefined;
    return graph
      .podsOf(graph.topOwner(pod))
      .some(each => each !== pod && isReady(each));
  },
};

export const budgetAllows: Requirement = {
  text: 'Disruption budgets allow one pod to go',
  judge({ surroundings, workload }) {
    const budgets = workload ? surroundings.budgetsOf(workload) : [];
    if (budgets.length === 0) return undefined;
    return budgets.every(each => (each.status?.disruptionsAllowed ?? 0) > 0);
  },
};

/** Whether a change of the configuration shows only after a restart says nothing of the templates between the two revisions. */
export const lastGoodIsKnown: Requirement = {
  text: 'An earlier revision is kept in the cluster',
  excludes: true,
  judge: ({ lastGood }) => lastGood !== undefined,
};

/** Judges a requirement that a rule may state as mere text. */
export function judged(
  requirement: Requirement | string,
  situation: Situation,
  target: ObjectReference,
) {
  const { text, judge, excludes } =
    typeof requirement === 'string'
      ? { text: requirement, judge: undefined, excludes: undefined }
      : requirement;
  const holds = judge?.(situation, target);
  return {
    text,
    excludes: excludes === true,
    ...(holds === undefined ? {} : { holds }),
  };
}
