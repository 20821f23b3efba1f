import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { Detector } from '../Detector';
import { componentReference, leaseEvidence, leaseState } from './leases';

const MANAGER = 'kube-controller-manager';
const GRACE = minutes(2);
/** One object may have a trouble of its own. */
const FEWEST_OBJECTS = 2;
const OWN_CONTROLLER = 'kubernetes.io/job-controller';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const;

type WatchedWorkload = KnownKinds[(typeof KINDS)[number]];

export const controllerManagerDown: Detector = {
  id: 'controlplane.controller-manager-down',
  title: 'Controllers do not act',
  tier: 'problem',
  kinds: [],
  concludesFrom: [...KINDS, 'Job', 'Lease'],
  documentation: {
    speaks:
      'Two or more workloads have a spec, or are altogether new, that no controller has looked at for two minutes: their observed generation lags or is missing, or a Job was never started. A Lease that nobody renews supports it, and without it one that is renewed makes it wait for ten minutes.',
    silent:
      'A Lease by itself proves nothing: controllers may run without leader election. Silent for suspended Jobs, and for those that another controller manages.',
    sources: [
      'https://kubernetes.io/docs/concepts/architecture/controller/',
      'https://kubernetes.io/docs/concepts/architecture/leases/',
    ],
  },

  *detect({ snapshot }) {
    const lease = leaseState(MANAGER, snapshot);
    const grace = lease.mayBeFresh ? minutes(10) : GRACE;
    const ignored = [
      ...KINDS.flatMap(kind => snapshot.all(kind).filter(isUnseen)).flatMap(
        each => ignoredWorkload(each, grace, snapshot),
      ),
      ...snapshot.all('Job').flatMap(each => ignoredJob(each, grace, snapshot)),
    ];
    if (ignored.length < FEWEST_OBJECTS) return;
    const times = ignored.map(each => each.since).sort();
    yield {
      subject: componentReference(MANAGER),
      severity: 'critical',
      message: `No controller has looked at ${ignored.length} workloads that were made or changed${lease.isStale ? ', and none renews its Lease' : ''}`,
      evidence: [
        ...ignored.slice(0, 3).flatMap(each => each.evidence),
        ...leaseEvidence(lease),
      ],
      affected: ignored.map(({ object, since }) => ({
        ...referenceTo(object),
        since,
      })),
      since: times[0],
    };
  },
};

interface Ignored {
  object: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;
  evidence: Evidence[];
  since: string;
}

/** The API server counts generations from one on; a controller reports the one it has seen. */
function isUnseen({ metadata, status }: WatchedWorkload) {
  const { generation, deletionTimestamp } = metadata;
  return (
    generation !== undefined &&
    !deletionTimestamp &&
    (status?.observedGeneration ?? 0) < generation
  );
}

function ignoredWorkload(
  workload: WatchedWorkload,
  grace: number,
  snapshot: ClusterSnapshot,
): Ignored[] {
  const { metadata, status } = workload;
  const { generation, creationTimestamp } = metadata;
  const observed = status?.observedGeneration ?? 0;
  const since =
    lastWritten(workload, 'spec') ??
    (observed === 0 ? creationTimestamp : undefined);
  if (!since || !olderThan(snapshot, since, grace)) return [];
  return [
    {
      object: workload,
      since,
      evidence: [
        field(workload, 'metadata.generation', generation),
        field(
          workload,
          'status.observedGeneration',
          status?.observedGeneration,
        ),
      ],
    },
  ];
}

function ignoredJob(
  job: KnownKinds['Job'],
  grace: number,
  snapshot: ClusterSnapshot,
): Ignored[] {
  const { metadata, spec, status } = job;
  const { managedBy = OWN_CONTROLLER } = (spec ?? {}) as { managedBy?: string };
  const since = metadata.creationTimestamp;
  if (metadata.deletionTimestamp || spec?.suspend) return [];
  if (managedBy !== OWN_CONTROLLER || metadata.generation === undefined)
    return [];
  if (status?.startTime || status?.conditions?.length) return [];
  if (!since || !olderThan(snapshot, since, grace)) return [];
  return [
    {
      object: job,
      since,
      evidence: [field(job, 'status.startTime', undefined)],
    },
  ];
}
