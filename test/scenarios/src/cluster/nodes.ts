import { KubernetesObject, V1CSINode, V1Node } from '@kubernetes/client-node';
import { addressOf } from './podStatus';
import { PROVISIONER, zoneOf } from './provisionVolumes';
import { StoryClock } from './StoryClock';

/** The nodes of every scenario: four processors and 16 GiB each, one in each zone. */
export const WORKERS = ['worker-1', 'worker-2', 'worker-3'] as const;

/** A node as its kubelet registers it. */
export function workerNode(name: string): V1Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: {
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': name,
        'node.kubernetes.io/instance-type': 'm6i.xlarge',
        'topology.kubernetes.io/region': 'eu-west-1',
        'topology.kubernetes.io/zone': zoneOf(name),
      },
    },
    spec: { podCIDR: `10.244.${addressOf(name)}.0/24` },
  };
}

/**
 * What its kubelet reports of a node that is well.
 *
 * @param logPort - where the API server asks for logs
 */
export function workerStatus(name: string, clock: StoryClock, logPort: number) {
  const condition = (
    type: string,
    status: string,
    reason: string,
    message: string,
  ) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: clock.ago('45s'),
    lastTransitionTime: clock.ago('30d'),
  });
  const resources = { cpu: '4', 'ephemeral-storage': '80Gi', pods: '110' };
  return {
    capacity: { ...resources, memory: '16Gi' },
    allocatable: { ...resources, cpu: '3920m', memory: '15Gi' },
    addresses: [
      { type: 'InternalIP', address: `10.240.0.${addressOf(name)}` },
      { type: 'Hostname', address: 'localhost' },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: logPort } },
    nodeInfo: {
      architecture: 'amd64',
      bootID: '6c1b7d0e-2f5a-4c9d-8a64-0f3d1c2b7a10',
      containerRuntimeVersion: 'containerd://2.1.4',
      kernelVersion: '6.12.40',
      kubeProxyVersion: '',
      kubeletVersion: 'v1.35.4',
      machineID: 'ec2a7f5cb0c14c0f9a3c5d7b1e6f8a90',
      operatingSystem: 'linux',
      osImage: 'Debian GNU/Linux 13 (trixie)',
      systemUUID: 'ec2a7f5c-b0c1-4c0f-9a3c-5d7b1e6f8a90',
    },
    conditions: [
      condition(
        'MemoryPressure',
        'False',
        'KubeletHasSufficientMemory',
        'kubelet has sufficient memory available',
      ),
      condition(
        'DiskPressure',
        'False',
        'KubeletHasNoDiskPressure',
        'kubelet has no disk pressure',
      ),
      condition(
        'PIDPressure',
        'False',
        'KubeletHasSufficientPID',
        'kubelet has sufficient PID available',
      ),
      condition(
        'Ready',
        'True',
        'KubeletReady',
        'kubelet is posting ready status',
      ),
    ],
  };
}

/** The heartbeat of a node that is well. */
export function workerLease(name: string, clock: StoryClock): KubernetesObject {
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease' },
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: 40,
      renewTime: clock.ago('8s').toISOString().replace('Z', '000Z'),
    },
  };
  return lease;
}

/** The drivers that have registered with a node's kubelet. */
export function workerDrivers(name: string): V1CSINode {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name },
    spec: {
      drivers: [
        {
          name: PROVISIONER,
          nodeID: `i-0${addressOf(name)}`,
          topologyKeys: ['topology.kubernetes.io/zone'],
          allocatable: { count: 25 },
        },
      ],
    },
  };
}
