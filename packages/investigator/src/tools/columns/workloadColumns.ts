import {
  ColumnsOf,
  entriesOf,
  Fields,
  fieldsOf,
  specOf,
  statusOf,
} from './Columns';
import { troubleIn } from './conditions';

/** Deployments, StatefulSets, DaemonSets, ReplicaSets and ReplicationControllers. */
export const workloadColumns: ColumnsOf = workload => {
  const spec = specOf(workload);
  const status = statusOf(workload);
  return {
    wanted: spec.replicas ?? status.desiredNumberScheduled,
    current: status.replicas ?? status.currentNumberScheduled ?? 0,
    ready: status.readyReplicas ?? status.numberReady ?? 0,
    updated: status.updatedReplicas ?? status.updatedNumberScheduled,
    available: status.availableReplicas ?? status.numberAvailable ?? 0,
    ...(spec.paused ? { paused: true } : {}),
    revision:
      workload.metadata.annotations?.['deployment.kubernetes.io/revision'],
    owner: ownerOf(workload.metadata),
    selector: selectorOf(spec.selector),
    images: imagesIn(spec.template),
    conditions: troubleIn(status.conditions),
  };
};

export const jobColumns: ColumnsOf = job => {
  const spec = specOf(job);
  const status = statusOf(job);
  return {
    completions: `${status.succeeded ?? 0}/${spec.completions ?? 1}`,
    active: status.active,
    failed: status.failed,
    backoffLimit: spec.backoffLimit,
    suspended: spec.suspend || undefined,
    startTime: status.startTime,
    completionTime: status.completionTime,
    owner: ownerOf(job.metadata),
    images: imagesIn(spec.template),
    conditions: entriesOf(status.conditions).map(describeCondition),
  };
};

export const cronJobColumns: ColumnsOf = cronJob => {
  const spec = specOf(cronJob);
  const status = statusOf(cronJob);
  return {
    schedule: spec.schedule,
    timeZone: spec.timeZone,
    suspended: spec.suspend || undefined,
    concurrencyPolicy: spec.concurrencyPolicy,
    active: entriesOf(status.active).map(({ name }) => name),
    lastSchedule: status.lastScheduleTime,
    lastSuccess: status.lastSuccessfulTime,
    images: imagesIn(fieldsOf(fieldsOf(spec.jobTemplate).spec).template),
  };
};

function describeCondition({ message, reason, status, type }: Fields) {
  return { type, status, reason, message };
}

function imagesIn(template: unknown) {
  const { containers, initContainers } = fieldsOf(fieldsOf(template).spec);
  return [...entriesOf(initContainers), ...entriesOf(containers)].map(
    ({ image }) => image,
  );
}

function selectorOf(selector: unknown) {
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  return matchExpressions ? selector : (matchLabels ?? selector);
}

function ownerOf({
  ownerReferences = [],
}: {
  ownerReferences?: readonly { kind: string; name: string }[];
}) {
  const [owner] = ownerReferences;
  return owner && `${owner.kind} ${owner.name}`;
}
