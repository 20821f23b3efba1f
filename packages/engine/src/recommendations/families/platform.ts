import { isReady } from '../../detectors/shared/pods';
import { referenceTo } from '../../findings/evidence';
import { ObjectReference } from '../../findings/Finding';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, restart, undo } from '../steps';

const SYSTEM = 'kube-system';

/** A workload of the cluster itself, by the labels that distributions give its pods. */
function systemWorkload(
  { snapshot, graph }: Situation,
  isMeant: (labels: Readonly<Record<string, string>>) => boolean,
): ObjectReference | undefined {
  const pod = snapshot
    .inNamespace('Pod', SYSTEM)
    .find(each => isMeant(each.metadata.labels ?? {}));
  return pod && graph.topOwner(pod);
}

/** The pod of a system's DaemonSet on the node that it is about. */
function podOn(
  { snapshot, graph, node }: Situation,
  workload: ObjectReference | undefined,
) {
  const pods = workload ? graph.podsOf(workload) : [];
  const pod =
    pods.find(each => each.spec?.nodeName === node?.name) ??
    pods.find(each => !isReady(each));
  return pod && snapshot.get('Pod', pod.metadata.namespace, pod.metadata.name)
    ? referenceTo(pod)
    : undefined;
}

const CNI =
  /^(?:calico-node|cilium|kube-flannel-ds|flannel|weave-net|aws-node|azure-cni|antrea|kube-router|canal|ovnkube-node|multus)$/;

export const platformRules: readonly RecommendationRule[] = [
  {
    id: 'restore-aggregated-api',
    title: 'Restore what serves the API',
    causes: [],
    findings: ['apiservice.unavailable'],
    action: 'none',
    risk: 'medium',
    prior: 0.8,
    minutes: 20,
    requires: ['Whoever runs the add-on that serves the API agrees'],
    verify: 'The APIService reports Available',
    undo: 'Register the API again',
    plan(situation) {
      const api = situation.object('APIService');
      const service = api?.spec?.service;
      if (!api || !service) return undefined;
      const target = referenceTo(api);
      const name = `${service.namespace}/${service.name}`;
      const isUnanswered = !['ServiceNotFound', 'MissingEndpoints'].includes(
        situation.finding.key ?? '',
      );
      return {
        target,
        steps: [
          look('Read why it is not available', kubectl`describe ${on(target)}`),
          look(
            `See whether Service ${name} exists and has ready pods`,
            kubectl`get services,endpointslices,pods -n ${service.namespace}`,
          ),
          change(
            isUnanswered
              ? `Let the API server reach Service ${name}: its pods, its network policies, and the certificate that caBundle must cover`
              : `Bring back Service ${name} and the pods behind it`,
          ),
          change(
            'Only if the add-on was removed for good: take its API out, which else blocks the deletion of namespaces',
            kubectl`delete ${on(target)}`,
          ),
        ],
      };
    },
  },
  {
    id: 'restore-cluster-dns',
    title: 'Restore the cluster’s DNS',
    causes: ['dns-down'],
    findings: ['dns.*'],
    action: 'rollout-restart',
    risk: 'high',
    prior: 0.85,
    minutes: 10,
    requires: ['The Corefile is not the provider’s to change'],
    verify: 'Names resolve from every workload',
    undo: 'Apply the present Corefile again',
    plan(situation) {
      const dns = systemWorkload(
        situation,
        labels => labels['k8s-app'] === 'kube-dns',
      );
      return {
        target: dns ?? situation.subject,
        ...(dns ? {} : { action: 'none' as const }),
        steps: [
          look(
            'See its pods and their logs',
            kubectl`get pods -n ${SYSTEM} -l k8s-app=kube-dns -o wide`,
          ),
          look(
            'Read its configuration',
            kubectl`get configmap -n ${SYSTEM} coredns -o yaml`,
          ),
          situation.has(
            'dns.corefile-invalid',
            'dns.corefile-overrides-cluster-name',
            'dns.forward-loop',
          )
            ? change(
                situation.has('dns.forward-loop')
                  ? 'Let forward point to resolvers outside of the node’s own resolv.conf'
                  : 'Apply the last Corefile that worked',
                situation.has('dns.forward-loop')
                  ? undefined
                  : kubectl`apply -n ${SYSTEM} -f ${blank('COREFILE', 'the ConfigMap coredns from your backup or repository')}`,
              )
            : undefined,
          dns ? restart(dns) : undefined,
          change('Keep at least two replicas, on different nodes'),
        ],
        rollback: dns ? [undo(dns)] : [],
        verification: [
          look(
            'Resolve a name from a pod',
            kubectl`exec ${on(situation.pods[0] && referenceTo(situation.pods[0]))} -- nslookup kubernetes.default.svc`,
          ),
        ],
      };
    },
  },
  {
    id: 'restore-kube-proxy',
    title: 'Restore the routing to Services on the nodes',
    causes: ['service-proxy-broken'],
    findings: [
      'controlplane.kube-proxy-down',
      'controlplane.kube-proxy-config',
      'service.endpoints-stale',
    ],
    action: 'delete-pod',
    risk: 'high',
    prior: 0.8,
    minutes: 10,
    requires: ['Not many nodes at once'],
    verify: 'Pods of the node reach a ClusterIP',
    undo: 'Write the former configuration again',
    plan(situation) {
      const proxy = systemWorkload(
        situation,
        labels => labels['k8s-app'] === 'kube-proxy',
      );
      const pod = podOn(situation, proxy);
      return {
        target: pod ?? proxy ?? situation.subject,
        ...(pod ? {} : { action: 'none' as const }),
        steps: [
          look(
            'See its pods',
            kubectl`get pods -n ${SYSTEM} -l k8s-app=kube-proxy -o wide`,
          ),
          look('Read its log', kubectl`logs ${on(pod ?? proxy)} --tail=100`),
          pod
            ? change('Replace the pod of the node', kubectl`delete ${on(pod)}`)
            : change('Restore its configuration, then start its pods anew'),
        ],
      };
    },
  },
  {
    id: 'restore-cni',
    title: 'Restore the network of pods',
    causes: ['cni-broken'],
    action: 'delete-pod',
    risk: 'high',
    prior: 0.75,
    minutes: 20,
    requires: [
      'Only some nodes are hit: if all are, its configuration comes first',
    ],
    verify: 'A new pod on the node gets an address',
    undo: 'Uncordon the node',
    plan(situation) {
      const { node } = situation;
      const plugin = systemWorkload(situation, labels =>
        [
          labels['k8s-app'],
          labels.app,
          labels.name,
          labels['app.kubernetes.io/name'],
        ].some(each => CNI.test(each ?? '')),
      );
      const pod = podOn(situation, plugin);
      return {
        target: pod ?? node ?? situation.subject,
        ...(pod
          ? {}
          : { action: node ? ('cordon' as const) : ('none' as const) }),
        steps: [
          look(
            'See the network plug-in’s pods on the node, and their log',
            kubectl`get pods -A -o wide --field-selector=spec.nodeName=${node?.name}`,
          ),
          change('Keep new pods away from it', kubectl`cordon ${node?.name}`),
          pod
            ? change('Replace its pod', kubectl`delete ${on(pod)}`)
            : change('Start the network plug-in’s pod on the node anew'),
          change(
            'If addresses have run out, release those of pods that are gone, or enlarge the range',
          ),
          change('Open the node again', kubectl`uncordon ${node?.name}`),
        ],
        rollback: [
          change('Open the node again', kubectl`uncordon ${node?.name}`),
        ],
      };
    },
  },
  {
    id: 'restore-control-plane',
    title: 'Bring the control plane’s components back',
    causes: ['scheduler-down', 'controllers-down', 'apiserver-slow'],
    findings: ['controlplane.*', 'workload.observed-generation-lag'],
    action: 'none',
    risk: 'high',
    prior: 0.75,
    minutes: 20,
    requires: ['etcd has a quorum that nothing puts at risk'],
    verify: 'The leases are renewed for five minutes, and what waited goes on',
    undo: 'Put the former manifest back',
    plan(situation) {
      if (situation.has('scheduling.unknown-scheduler'))
        return unknownScheduler(situation);
      return {
        target: situation.subject,
        steps: [
          look('See who holds the leases', kubectl`get leases -n ${SYSTEM}`),
          look(
            'See the components’ pods, where the cluster shows them',
            kubectl`get pods -n ${SYSTEM} -l tier=control-plane -o wide`,
          ),
          change(
            'On a managed cluster, open a case with its provider, with this evidence',
          ),
          change(
            'On your own, check on the host the manifests of static pods, certificates, disk, and the health of etcd; the kubelet starts them again once they are right',
          ),
        ],
      };
    },
  },
];

function unknownScheduler({ owner, template, finding }: Situation) {
  return {
    target: owner,
    steps: [
      look(
        `See which schedulers run: ${template?.spec?.schedulerName ?? finding.message} is asked for`,
        kubectl`get pods -A -l component=kube-scheduler -o wide`,
      ),
      change(
        'Bring that scheduler back, or take schedulerName out of the template',
      ),
    ],
  };
}
