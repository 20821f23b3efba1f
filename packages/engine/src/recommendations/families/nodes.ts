import { isReady } from '../../detectors/shared/pods';
import { referenceTo } from '../../findings/evidence';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { budgetAllows, othersServe } from '../requirements';
import { Situation } from '../Situation';
import { change, look, watch } from '../steps';

function cordon({ node }: Situation) {
  return change('Keep new pods away from it', kubectl`cordon ${node?.name}`);
}

function uncordon({ node }: Situation, text = 'Open the node again') {
  return change(text, kubectl`uncordon ${node?.name}`);
}

/** A pod of the node that the kubelet would evict first: without requests, of a workload that has other pods that are ready. */
function firstToGo({ graph, node }: Situation) {
  return graph
    .podsOn(node?.name ?? '')
    .find(
      pod =>
        pod.status?.qosClass === 'BestEffort' &&
        pod.metadata.ownerReferences?.some(
          each => each.controller && each.kind !== 'DaemonSet',
        ) &&
        graph
          .podsOf(graph.topOwner(pod))
          .some(each => each !== pod && isReady(each)),
    );
}

const MOST_DELETED = 5;

/** Failed pods may be runs of Jobs whose logs somebody needs, so that only those that the kubelet evicted are named, one by one. */
function evictedPods({ graph, node }: Situation) {
  const evicted = graph
    .podsOn(node?.name ?? '')
    .filter(
      ({ status }) => status?.phase === 'Failed' && status.reason === 'Evicted',
    );
  return [
    look(
      'See its failed pods, and keep the logs and reasons that are needed',
      kubectl`get pods -A --field-selector=${`status.phase=Failed,spec.nodeName=${node?.name}`} -o wide`,
    ),
    ...evicted
      .slice(0, MOST_DELETED)
      .map(pod =>
        change(
          'Delete a pod that was evicted; its logs and its record are lost with it and cannot be brought back',
          kubectl`delete ${on(referenceTo(pod))}`,
        ),
      ),
  ];
}

export const nodeRules: readonly RecommendationRule[] = [
  {
    id: 'relieve-node-memory',
    title: 'Relieve the node’s memory',
    causes: ['node-memory-exhausted'],
    findings: ['node.overcommit', 'node.memory-saturated'],
    action: 'cordon',
    risk: 'medium',
    prior: 0.75,
    minutes: 15,
    requires: [othersServe, budgetAllows],
    verify: 'The node has reported no pressure for five minutes',
    undo: 'Uncordon the node',
    plan(situation) {
      const { node } = situation;
      if (!node) return undefined;
      const pod = firstToGo(situation);
      return {
        target: node,
        steps: [
          cordon(situation),
          look(
            'See who uses more than it requests',
            kubectl`top pod -A --sort-by=memory`,
          ),
          pod
            ? change(
                'Let a pod without requests go first',
                kubectl`delete ${on(referenceTo(pod))}`,
              )
            : undefined,
          uncordon(
            situation,
            'Once it has reported no pressure for five minutes, open it again',
          ),
          change(
            'Give those that used more than they request a request and a limit',
          ),
        ],
        rollback: [uncordon(situation)],
      };
    },
  },
  {
    id: 'free-node-disk',
    title: 'Free the node’s disk',
    causes: ['node-disk-full'],
    findings: ['node.filesystem-high'],
    action: 'cordon',
    risk: 'medium',
    prior: 0.75,
    minutes: 20,
    requires: ['No local volume on it holds data that are needed'],
    verify:
      'More than 15 % of the disk is free and the node reports no pressure',
    undo: 'Uncordon the node',
    plan(situation) {
      const { node } = situation;
      if (!node) return undefined;
      return {
        target: node,
        steps: [
          cordon(situation),
          look(
            'Find who fills it: images, logs, or an emptyDir',
            kubectl`get --raw ${`/api/v1/nodes/${node.name}/proxy/stats/summary`}`,
          ),
          ...evictedPods(situation),
          change(
            'On the node, remove the images that nothing uses: crictl rmi --prune',
          ),
          uncordon(situation, 'Once it reports no pressure, open it again'),
          change('Give whoever filled it a limit of ephemeral-storage'),
        ],
        rollback: [uncordon(situation)],
      };
    },
  },
  {
    id: 'fit-node-kernel',
    title: 'Set up the nodes’ kernel as the program needs it',
    causes: ['node-kernel-unfit'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.85,
    minutes: 20,
    requires: ['The other programs of these nodes bear the new setting'],
    verify: 'The program starts on every node that it may run on',
    undo: 'Set the former value again',
    plan({ owner, node, message, evidence }) {
      const said = JSON.stringify(evidence);
      return {
        target: owner,
        steps: [
          look(`Read which setting or module it is: ${message}`),
          node
            ? look(
                'See the node’s kernel, and whether others of the same image differ',
                kubectl`get nodes -o wide`,
              )
            : undefined,
          change(
            'Set it where the nodes are set up: their image, their start script or a tuning DaemonSet, such as a file in /etc/sysctl.d or /etc/modules-load.d',
          ),
          /\b(?:net|kernel)\.[a-z]/.test(message)
            ? change(
                'A setting that belongs to the pod’s own namespaces can stand in securityContext.sysctls instead',
              )
            : undefined,
          said.includes('vm.max_map_count')
            ? look(
                'Elasticsearch and OpenSearch do without it where node.store.allow_mmap is false, at some cost',
              )
            : undefined,
          watch(owner),
        ],
        rollback: [change('Set the former value on the nodes again')],
      };
    },
  },
  {
    id: 'isolate-faulty-node',
    title: 'Take the node out of service',
    causes: ['node-fault', 'node-network-fault'],
    findings: ['node.rebooted'],
    action: 'cordon',
    risk: 'medium',
    prior: 0.8,
    minutes: 20,
    requires: [
      'No local data on it are needed, and the other nodes have at least 15 % to spare',
      'Fewer than two nodes are out of service already',
    ],
    verify: 'The workloads are ready on other nodes',
    undo: 'Uncordon the node',
    plan(situation) {
      const { node } = situation;
      if (!node) return undefined;
      return {
        target: node,
        steps: [
          cordon(situation),
          look(
            'See the disruption budgets',
            kubectl`get poddisruptionbudgets -A`,
          ),
          change(
            'Let its pods move; what they keep in emptyDir volumes is lost and cannot be brought back',
            kubectl`drain ${node.name} --ignore-daemonsets --delete-emptydir-data --timeout=15m`,
          ),
          change('Restart or replace the machine'),
          uncordon(
            situation,
            'Once it has been well for ten minutes, open it again',
          ),
        ],
        rollback: [uncordon(situation)],
      };
    },
  },
  {
    id: 'recover-node',
    title: 'Recover or replace the node',
    causes: ['node-down'],
    action: 'none',
    risk: 'high',
    prior: 0.8,
    minutes: 30,
    requires: [
      'The machine is off for sure: two pods that write to one volume destroy its data',
    ],
    verify: 'The node has been Ready for ten minutes',
    undo: 'Take the taint away again',
    plan(situation) {
      const { node } = situation;
      if (!node) return undefined;
      const taint = 'node.kubernetes.io/out-of-service=nodeshutdown:NoExecute';
      return {
        target: node,
        steps: [
          look('See what it last reported', kubectl`describe ${on(node)}`),
          look(
            'Look at the provider’s console, and on the host: systemctl status kubelet containerd',
          ),
          change(
            'Start the service that failed, and check disk and certificates',
          ),
          change(
            'Only if the machine is off for sure: let volumes detach and StatefulSets move',
            kubectl`taint node ${node.name} ${taint}`,
          ),
          change('Replace the machine where it does not come back'),
          change('When it is back, take that taint away, as below'),
        ],
        rollback: [
          change(
            'Take the taint away',
            kubectl`taint node ${node.name} ${`${taint}-`}`,
          ),
        ],
      };
    },
  },
  {
    id: 'restart-replica',
    title: 'Replace one stuck replica',
    causes: ['node-fault', 'application-bug'],
    findings: ['pod.container-status-unknown', 'pod.terminating-stuck'],
    action: 'delete-pod',
    risk: 'low',
    prior: 0.6,
    minutes: 5,
    requires: [{ ...othersServe, excludes: true }, budgetAllows],
    verify: 'The replica is ready and does not fail again within an hour',
    undo: 'There is nothing to take back',
    plan({ pods, graph }) {
      const [pod] = pods;
      const isOwned = pod?.metadata.ownerReferences?.some(
        each => each.controller && each.kind !== 'Job',
      );
      if (!pod || !isOwned || pods.length > 1) return undefined;
      const ready = graph
        .podsOf(graph.topOwner(pod))
        .filter(each => each !== pod && isReady(each));
      if (ready.length === 0) return undefined;
      const target = referenceTo(pod);
      return {
        target,
        steps: [
          look(
            'Keep its logs',
            kubectl`logs ${on(target)} --all-containers --previous`,
          ),
          change(
            'Delete it; its owner makes a new one',
            kubectl`delete ${on(target)}`,
          ),
        ],
      };
    },
  },
  {
    id: 'uncordon-node',
    title: 'Open the node again',
    causes: ['node-cordoned'],
    findings: ['node.cordoned'],
    action: 'uncordon',
    risk: 'low',
    prior: 0.9,
    minutes: 2,
    requires: [
      'No maintenance, drain or upgrade is under way',
      {
        text: 'The node is Ready and reports no pressure',
        judge({ snapshot }, target) {
          const conditions = snapshot.get('Node', undefined, target.name)
            ?.status?.conditions;
          return conditions?.every(({ type, status }) =>
            type === 'Ready'
              ? status === 'True'
              : !/Pressure$/.test(type) || status === 'False',
          );
        },
      },
    ],
    verify: 'The pods that wait are scheduled',
    undo: 'Cordon the node again',
    plan(situation) {
      const cordoned = situation.evidence
        .filter(
          each =>
            each.type === 'field' &&
            each.object.kind === 'Node' &&
            each.path === 'spec.unschedulable',
        )
        .map(each => each.object);
      const [node = situation.node] = cordoned;
      if (!node) return undefined;
      return {
        target: node,
        steps: [
          look(
            'See who cordoned it, and when',
            kubectl`get ${on(node)} -o yaml --show-managed-fields`,
          ),
          change('Open it', kubectl`uncordon ${node.name}`),
        ],
        rollback: [change('Cordon it again', kubectl`cordon ${node.name}`)],
      };
    },
  },
];
