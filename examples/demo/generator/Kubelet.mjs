import { createHash } from 'node:crypto';
import { microTime, running, succeeded, timestamp } from './podStatus.mjs';

const INSTANCE_TYPES = {
  'm6i.large': { cpu: '2', memory: '7935820Ki', free: '7245644Ki' },
  'm6i.xlarge': { cpu: '4', memory: '16090952Ki', free: '15074120Ki' },
  'r6i.large': { cpu: '2', memory: '16090960Ki', free: '15400784Ki' },
  'r6i.xlarge': { cpu: '4', memory: '32383936Ki', free: '31366080Ki' },
};

/** Asks the controllers to attach volumes, instead of leaving it to the kubelet. */
const ANNOTATIONS = {
  'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
};

/** Plays the kubelets, the volume provisioner and the cloud of one cluster: whatever a control plane waits for from outside. */
export class Kubelet {
  #api;
  #played = new Set();
  #behaviours = [];
  #addresses = new Map();

  constructor(api) {
    this.#api = api;
  }

  /** New pods for which `match` holds get the status that `play` returns instead of running. */
  expect(match, play) {
    this.#behaviours.unshift({ match, play });
  }

  async register(node) {
    await this.#api.merge(node, { metadata: { annotations: ANNOTATIONS } });
    await this.#api.patchStatus(node, nodeStatus(node));
    await this.#api.apply(storageDriversOf(node));
  }

  /** Tells for every node that all is well, and since when. */
  async report() {
    const lastHeartbeatTime = timestamp();
    for (const node of await this.#api.list('Node'))
      await this.#api.patchStatus(node, {
        conditions: node.status.conditions.map(each => ({
          ...each,
          lastHeartbeatTime,
        })),
      });
    await this.beat();
  }

  /** Renews the leases without which the node controller would give the nodes up. */
  async beat() {
    for (const node of await this.#api.list('Node')) {
      const { apiVersion, kind } = node;
      const { name, uid } = node.metadata;
      await this.#api.apply({
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: {
          name,
          namespace: 'kube-node-lease',
          ownerReferences: [{ apiVersion, kind, name, uid }],
        },
        spec: {
          holderIdentity: name,
          leaseDurationSeconds: 40,
          renewTime: microTime(),
        },
      });
    }
  }

  /** Brings every pod, claim and attachment one step further. */
  async sync() {
    for (const pod of await this.#api.list('Pod')) await this.#syncPod(pod);
    for (const claim of await this.#api.list('PersistentVolumeClaim'))
      await this.#provision(claim);
    for (const attachment of await this.#api.list('VolumeAttachment'))
      if (!attachment.status?.attached)
        await this.#api.replaceStatus(attachment, { attached: true });
  }

  async #syncPod(pod) {
    if (pod.metadata.deletionTimestamp) {
      await ignoringMissing(this.#api.delete(pod, 0));
    } else if (pod.spec.nodeName && !this.#played.has(pod.metadata.uid)) {
      this.#played.add(pod.metadata.uid);
      const placed = {
        ...pod,
        status: { ...pod.status, ...this.#addressesOf(pod) },
      };
      const behaviour = this.#behaviours.find(each => each.match(pod));
      const ordinary =
        pod.metadata.ownerReferences?.[0]?.kind === 'Job' ? succeeded : running;
      const status = (behaviour?.play ?? ordinary)(placed);
      await this.#api.patchStatus(pod, status);
    }
  }

  #addressesOf(pod) {
    const node = pod.spec.nodeName;
    const hostIP = node.match(/ip-([\d-]+)/)[1].replaceAll('-', '.');
    if (pod.spec.hostNetwork) return { hostIP, podIP: hostIP };
    const known = this.#addresses.get(node) ?? {
      net: this.#addresses.size,
      next: 5,
    };
    this.#addresses.set(node, { ...known, next: known.next + 3 });
    return { hostIP, podIP: `10.244.${known.net}.${known.next}` };
  }

  async #provision(claim) {
    const node =
      claim.metadata.annotations?.['volume.kubernetes.io/selected-node'];
    if (!node || claim.spec.volumeName) return;
    const zone = (await this.#api.get('Node', undefined, node)).metadata.labels[
      'topology.kubernetes.io/zone'
    ];
    const { name, namespace, uid } = claim.metadata;
    await this.#api.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name: `pvc-${uid}`,
        annotations: { 'pv.kubernetes.io/provisioned-by': 'ebs.csi.aws.com' },
      },
      spec: {
        capacity: claim.spec.resources.requests,
        accessModes: claim.spec.accessModes,
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: claim.spec.storageClassName,
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          name,
          namespace,
          uid,
        },
        csi: {
          driver: 'ebs.csi.aws.com',
          fsType: 'ext4',
          volumeHandle: `vol-0${createHash('sha256').update(uid).digest('hex').slice(0, 16)}`,
        },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  {
                    key: 'topology.kubernetes.io/zone',
                    operator: 'In',
                    values: [zone],
                  },
                ],
              },
            ],
          },
        },
      },
    });
  }
}

async function ignoringMissing(request) {
  try {
    await request;
  } catch (error) {
    if (error.status !== 404) throw error;
  }
}

/** What the kubelet writes once the volume driver has registered on its node. */
function storageDriversOf({ apiVersion, kind, metadata: { name, uid } }) {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name, ownerReferences: [{ apiVersion, kind, name, uid }] },
    spec: {
      drivers: [
        {
          name: 'ebs.csi.aws.com',
          nodeID: `i-0${createHash('sha256').update(name).digest('hex').slice(0, 16)}`,
          topologyKeys: ['topology.kubernetes.io/zone'],
          allocatable: { count: 25 },
        },
      ],
    },
  };
}

function nodeStatus(node) {
  const { name, labels } = node.metadata;
  const { cpu, memory, free } =
    INSTANCE_TYPES[labels['node.kubernetes.io/instance-type']];
  const now = timestamp();
  const condition = (type, status, reason, message) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  const fine = (type, reason, message) =>
    condition(type, 'False', reason, message);
  return {
    addresses: [
      {
        type: 'InternalIP',
        address: name.match(/ip-([\d-]+)/)[1].replaceAll('-', '.'),
      },
      { type: 'Hostname', address: name },
    ],
    capacity: { cpu, memory, pods: '58', 'ephemeral-storage': '83873772Ki' },
    allocatable: {
      cpu: `${Number(cpu) * 1000 - 80}m`,
      memory: free,
      pods: '58',
      'ephemeral-storage': '76224326324',
    },
    conditions: [
      fine(
        'MemoryPressure',
        'KubeletHasSufficientMemory',
        'kubelet has sufficient memory available',
      ),
      fine(
        'DiskPressure',
        'KubeletHasNoDiskPressure',
        'kubelet has no disk pressure',
      ),
      fine(
        'PIDPressure',
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
    nodeInfo: {
      architecture: 'amd64',
      bootID: '',
      containerRuntimeVersion: 'containerd://2.1.4',
      kernelVersion: '6.12.46-66.121.amzn2023.x86_64',
      kubeProxyVersion: '',
      kubeletVersion: 'v1.35.4',
      machineID: '',
      operatingSystem: 'linux',
      osImage: 'Amazon Linux 2023.9.20251110',
      systemUUID: '',
    },
  };
}
