import { Finding } from '../../findings/Finding';
import { UNINITIALIZED_TAINT } from '../../scheduling/tolerations';
import { CauseRule } from '../CauseRule';
import { failingContainers } from '../failingContainers';
import { problemsOfNodes } from '../upstream/onNodes';
import { problemsOfProxy } from '../upstream/problemsOfProxy';
import { DNS_DETECTORS, problemsOfDns } from '../upstream/problemsOfDns';
import { problemsOfControllers } from '../upstream/problemsOfControllers';
import { problemsOfSamePods } from '../upstream/problemsOfSamePods';

const PROXY_DOWN = 'controlplane.kube-proxy-down';
const CNI_DOWN = 'controlplane.cni-down';
const PROXY = [PROXY_DOWN, 'controlplane.kube-proxy-config'];
/** Why the pod of a node's agent is not ready. */
const troubleOfAgent = problemsOfSamePods([
  'pod.crash-loop',
  'pod.oom-killed',
  'pod.config-error',
  'pod.container-start-error',
]);
const CONTROLLERS = [
  'controlplane.controller-manager-down',
  'controlplane.cloud-controller-down',
];

export const platformCauseRules: readonly CauseRule[] = [
  {
    id: 'dns-down',
    title: 'Names do not resolve in the cluster',
    provedBy: DNS_DETECTORS,
    followedBy: {
      detectors: [...failingContainers, 'dns.service-down', 'dns.degraded'],
      problems: problemsOfDns,
    },
    documentation: {
      speaks:
        'The cluster’s DNS has no ready endpoint, is degraded, cannot read its Corefile, answers names of Services itself, or loops. Containers whose log says that a name does not resolve follow from it.',
      silent:
        'A name that does not resolve proves nothing while the DNS is well: then it is the name that is wrong.',
      sources: [
        'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
      ],
    },
  },
  {
    id: 'service-proxy-broken',
    title: 'Addresses of Services do not work on a node',
    provedBy: PROXY,
    followedBy: {
      detectors: [...failingContainers, PROXY_DOWN],
      problems: context =>
        context.finding.detector === PROXY_DOWN
          ? troubleOfAgent(context)
          : problemsOfProxy(context),
    },
    documentation: {
      speaks:
        'kube-proxy is absent or not ready on a node, or its configuration cannot work. Containers on such a node whose log says that a connection times out or is refused follow from it.',
      silent:
        'Not named where a replacement serves the addresses and no kube-proxy was ever deployed.',
      sources: [
        'https://kubernetes.io/docs/reference/networking/virtual-ips/',
        'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#is-the-kube-proxy-working',
      ],
    },
  },
  {
    id: 'controllers-down',
    title: 'Controllers of the cluster do not work',
    provedBy: CONTROLLERS,
    followedBy: {
      detectors: [
        'workload.observed-generation-lag',
        'service.endpoints-stale',
        'service.lb-pending',
        'node.taint-left-behind',
      ],
      problems: context =>
        waitsForController(context.finding)
          ? problemsOfControllers(...CONTROLLERS)(context)
          : [],
    },
    documentation: {
      speaks:
        'Several objects wait for their controller although nothing refuses them, or the controller manager or the cloud’s controllers report no lease. What they leave undone follows from it.',
      silent: 'One object that lags behind is no proof.',
      sources: ['https://kubernetes.io/docs/concepts/architecture/controller/'],
    },
  },
  {
    id: 'cni-broken',
    title: 'Pods get no network',
    provedBy: ['node.cni-not-ready', 'pod.sandbox-failed', CNI_DOWN],
    followedBy: {
      detectors: ['pod.sandbox-failed', CNI_DOWN],
      problems: context =>
        context.finding.detector === CNI_DOWN
          ? troubleOfAgent(context)
          : problemsOfNodes(context),
    },
    documentation: {
      speaks:
        'The kubelet cannot set up the network of new pods, or the node’s network plug-in is not ready. That its pod is not ready follows from what ails the pod.',
      silent:
        'Not named where the sandbox fails for its image, its runtime handler or its memory.',
      sources: [
        'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
      ],
    },
  },
  {
    id: 'scheduler-down',
    title: 'No scheduler takes care of the pods',
    provedBy: ['scheduling.unknown-scheduler', 'controlplane.scheduler-down'],
    touchedBy: ['placement'],
    documentation: {
      speaks:
        'Pods name a scheduler that does not run, or no scheduler has looked at pods that wait.',
      silent: 'A pod that carries the condition PodScheduled was looked at.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
      ],
    },
  },
  {
    id: 'apiserver-slow',
    title: 'The API server answers too slowly for a lease',
    provedBy: [
      'controlplane.apiserver-degraded',
      'controlplane.etcd-unhealthy',
      'controlplane.static-pod-unready',
    ],
    toldBy: ['log.leader-lost'],
    documentation: {
      speaks:
        'The API server or etcd reports that it is not well, or a program’s log says that it lost its leader lease.',
      silent:
        'A lost lease alone is no more than possible: the program itself may have been starved.',
      sources: ['https://kubernetes.io/docs/concepts/architecture/leases/'],
    },
  },
];

/** Of the taints that are left behind only the cloud's is a controller's of the cluster to remove. */
function waitsForController({ detector, key }: Finding) {
  return detector !== 'node.taint-left-behind' || key === UNINITIALIZED_TAINT;
}
