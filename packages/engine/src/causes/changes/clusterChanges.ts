import { eventEvidence, field } from '../../findings/evidence';
import { seconds } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { CauseContext } from '../Cause';
import { OtherChange } from './OtherChange';

/** The node lifecycle controller sets it on cordoned nodes, with the time. */
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
const SAME_TIME = seconds(60);

/** Cordons of the nodes that a finding names. */
export function cordons(context: CauseContext): OtherChange[] {
  return taintsOf(context, key => key === UNSCHEDULABLE);
}

/** Taints of the nodes that a finding names, where it is known when they were set. */
export function taints(context: CauseContext): OtherChange[] {
  return taintsOf(context, key => key !== UNSCHEDULABLE);
}

function taintsOf(
  { finding, snapshot }: CauseContext,
  isMeant: (key: string) => boolean,
): OtherChange[] {
  const names = new Set(
    finding.evidence.flatMap(({ object: { kind, name } }) =>
      kind === 'Node' ? [name] : [],
    ),
  );
  return [...names].flatMap(name => {
    const node = snapshot.get('Node', undefined, name);
    return (node?.spec?.taints ?? []).flatMap(({ key, timeAdded }, index) =>
      node && timeAdded && isMeant(key)
        ? [
            {
              at: timeAdded,
              evidence: field(node, `spec.taints[${index}]`, {
                key,
                timeAdded,
              }),
              isRead: true,
            },
          ]
        : [],
    );
  });
}

/** Quotas of the namespace: made, or written later without it being known what was written. */
export function quotaWrites(context: CauseContext): OtherChange[] {
  return boundsOf('ResourceQuota', context);
}

export function limitRangeWrites(context: CauseContext): OtherChange[] {
  return boundsOf('LimitRange', context);
}

function boundsOf(
  kind: 'ResourceQuota' | 'LimitRange',
  { finding, snapshot }: CauseContext,
): OtherChange[] {
  const { namespace } = finding.subject;
  const named = finding.evidence
    .filter(({ object }) => object.kind === kind)
    .map(({ object }) => object.name);
  return snapshot
    .inNamespace(kind, namespace)
    .filter(each => named.length === 0 || named.includes(each.metadata.name))
    .flatMap<OtherChange>(each => {
      const { creationTimestamp } = each.metadata;
      if (!creationTimestamp) return [];
      const written = lastWritten(each, 'spec');
      const isWrittenLater =
        written !== undefined &&
        Date.parse(written) > Date.parse(creationTimestamp) + SAME_TIME;
      return isWrittenLater
        ? [
            {
              at: written,
              evidence: field(each, 'metadata.managedFields[*].time', written),
              isRead: false,
            },
          ]
        : [
            {
              at: creationTimestamp,
              evidence: field(
                each,
                'metadata.creationTimestamp',
                creationTimestamp,
              ),
              isRead: true,
            },
          ];
    });
}

const SCALED_TO_ZERO =
  /^Scaled down replica set \S{1,253} (?:from \d{1,6} )?to 0\b/;

/**
 * Who scaled the subject to zero, and when: its own event says so, else the last write of its scale.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/controller/deployment/sync.go
 */
export function* scaling({
  finding,
  snapshot,
  graph,
}: CauseContext): Iterable<OtherChange> {
  const { kind, namespace, name } = finding.subject;
  const workload = snapshot.get(kind, namespace, name) as
    KnownKinds['Deployment'] | undefined;
  if (!workload) return;
  for (const event of graph.eventsOf(workload, {
    reasons: ['ScalingReplicaSet'],
  })) {
    const at = eventTime(event);
    if (!at || !SCALED_TO_ZERO.test(event.message ?? '')) continue;
    yield { at, evidence: eventEvidence(event), isRead: true };
    return;
  }
  const writes = workload.metadata.managedFields ?? [];
  const index = writes.findIndex(each => each.subresource === 'scale');
  const { time, manager } = writes[index] ?? {};
  if (time)
    yield {
      at: time,
      evidence: field(workload, `metadata.managedFields[${index}]`, {
        manager: manager ?? null,
        time,
      }),
      isRead: true,
    };
}
