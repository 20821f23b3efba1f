import { field } from '../../findings/evidence';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';
import { hostPortsOf } from '../../scheduling/NodeLoad';
import { workloadsWhere } from '../shared/judgedWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

/** Deployments that take all pods away before they start new ones. */
export const recreateStrategy = workloadDetector({
  id: 'deploy.recreate-strategy',
  title: 'Each rollout interrupts the service',
  kinds: ['Deployment', 'Service', 'PersistentVolumeClaim'],
  documentation: {
    speaks:
      'A Deployment with two or more replicas behind a Service has the strategy Recreate: each rollout stops all pods before it starts new ones.',
    silent:
      'Pods that mount a volume for one node, or that take a port of the host, for which Recreate is right.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
    ],
  },
  among: workloadsWhere(({ subject }) => subject.kind === 'Deployment'),
  check({ subject, pod }, { snapshot, graph }) {
    const { namespace, name } = subject;
    const deployment = snapshot.get('Deployment', namespace, name);
    const { strategy, replicas = 1 } = deployment?.spec ?? {};
    if (!deployment || strategy?.type !== 'Recreate' || replicas < 2)
      return undefined;
    if (graph.servicesSelecting(pod).length === 0) return undefined;
    if (hostPortsOf(pod).length > 0 || mountsForOneNode(pod, snapshot))
      return undefined;
    return {
      severity: 'low',
      message: `Each rollout stops all ${replicas} pods before it starts new ones`,
      evidence: [
        field(deployment, 'spec.strategy.type', strategy.type),
        field(deployment, 'spec.replicas', replicas),
      ],
    };
  },
});

/** A claim that was not read may be for one node. */
function mountsForOneNode(
  { metadata, spec }: KnownKinds['Pod'],
  snapshot: ClusterSnapshot,
) {
  return (spec?.volumes ?? []).some(({ persistentVolumeClaim }) => {
    if (!persistentVolumeClaim) return false;
    const { claimName } = persistentVolumeClaim;
    const claim = snapshot.get(
      'PersistentVolumeClaim',
      metadata.namespace,
      claimName,
    );
    const modes = claim?.spec?.accessModes ?? [];
    return modes.every(mode => mode.startsWith('ReadWriteOnce'));
  });
}
