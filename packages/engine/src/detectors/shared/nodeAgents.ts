import { JudgedWorkload, workloadsWhere } from './judgedWorkloads';

/** Where plugins of the kubelet, of container networks and of device drivers must write. */
const PLUGIN_PATH =
  /^\/(?:var\/lib\/kubelet\/(?:plugins|plugins_registry|device-plugins|pods)|var\/lib\/cni|etc\/cni|opt\/cni)(?:\/|$)/;

/** Names under which exporters of a node's own figures and readers of its logs are known. */
const AGENT_NAME =
  /node-?exporter|node-problem-detector|fluent-?bit|fluentd|filebeat|promtail|\bvector\b|alloy|otel|opentelemetry|datadog|falco|tetragon|kube-proxy|cadvisor|node-?local-?dns|spegel|kured/;

/** Whether a workload is there to work on the node itself, on every node: a network, storage or device plugin, or an exporter of the node's logs and figures. */
function isNodeAgent({ subject, pod }: JudgedWorkload): boolean {
  if (subject.kind !== 'DaemonSet') return false;
  const { spec } = pod;
  return (
    spec?.priorityClassName === 'system-node-critical' ||
    AGENT_NAME.test(subject.name) ||
    (spec?.volumes ?? []).some(({ hostPath }) =>
      PLUGIN_PATH.test(hostPath?.path ?? ''),
    )
  );
}

/** Workloads that are no such agents. */
export const applications = workloadsWhere(each => !isNodeAgent(each));
