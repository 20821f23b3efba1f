import { HELD_OUT_LINES, HELD_OUT_MAKERS } from './heldOutLines';
import { LookAlike } from './LookAlike';
import { HARMLESS_LINES } from './harmlessLines';
import { Random } from './Random';

type Maker = readonly [kind: string, make: (r: Random) => string];

/** Of each so many are drawn. */
const DRAWN = 3;

const suffix = (r: Random) =>
  Array.from({ length: 5 }, () =>
    r.pick([...'bcdfghjklmnpqrstvwxz2456789']),
  ).join('');
const hash = (r: Random) =>
  Array.from({ length: 10 }, () =>
    r.pick([...'bcdfghjklmnpqrstvwxz2456789']),
  ).join('');

/** Things that machines draw or count, as they stand in logs and objects. */
const MAKERS: readonly Maker[] = [
  [
    'an image digest',
    r =>
      `Successfully pulled image "nginx@sha256:${r.word('hex', 64)}" in 1.2s`,
  ],
  ['an image digest', r => `cart:1.4.2@sha256:${r.word('hex', 64)}`],
  [
    'a layer',
    r => `failed to copy layer sha256:${r.word('hex', 64)}: unexpected EOF`,
  ],
  ['a checksum', r => `go: verifying module: h1:${r.word('base64', 43)}=`],
  ['a checksum', r => `"integrity": "sha512-${r.word('base64', 86)}=="`],
  ['a checksum', r => `checksum/config: ${r.word('hex', 64)}`],
  ['a UID', r => `uid: ${r.uuid()}`],
  ['a UID', r => `{"involvedObject":{"kind":"Pod","uid":"${r.uuid()}"}}`],
  ['a volume', r => `MountVolume.SetUp succeeded for volume "pvc-${r.uuid()}"`],
  [
    'a path of the kubelet',
    r =>
      `/var/lib/kubelet/pods/${r.uuid()}/volumes/kubernetes.io~projected/kube-api-access-${suffix(r)}`,
  ],
  ['a commit', r => `Updating to revision ${r.word('hex', 40)}`],
  ['a commit', r => `build: v1.8.3-14-g${r.word('hex', 8)}`],
  ['a resourceVersion', r => `resourceVersion: "${r.word('digits', 9)}"`],
  ['a pod', r => `Pod shop/checkout-${hash(r)}-${suffix(r)} is not ready`],
  ['a pod', r => `Created pod: cart-api-v2-${hash(r)}-${suffix(r)}`],
  ['a ReplicaSet', r => `Scaled up replica set checkout-${hash(r)} to 3`],
  ['a template hash', r => `pod-template-hash: ${hash(r)}`],
  [
    'a revision hash',
    r => `controller-revision-hash: fluentd-${r.word('hex', 9)}`,
  ],
  ['a container', r => `containerd://${r.word('hex', 64)}`],
  ['a container', r => `Stopping container ${r.word('hex', 12)}`],
  [
    'a cgroup',
    r =>
      `/kubepods.slice/kubepods-burstable.slice/cri-containerd-${r.word('hex', 64)}.scope`,
  ],
  [
    'a trace',
    r => `traceparent: 00-${r.word('hex', 32)}-${r.word('hex', 16)}-01`,
  ],
  [
    'a trace',
    r => `{"trace_id":"${r.word('hex', 32)}","span_id":"${r.word('hex', 16)}"}`,
  ],
  ['a request', r => `request_id=${r.uuid()} status=500`],
  ['an event', r => `cart-${hash(r)}-${suffix(r)}.${r.word('hex', 16)}`],
  [
    'a time',
    r => `2026-03-0${1 + r.below(8)}T10:00:00.${r.word('digits', 9)}Z`,
  ],
  ['a time', r => `ts=17${r.word('digits', 8)}.${r.word('digits', 6)}`],
  ['a time', r => `"timestampNanos":17${r.word('digits', 17)}`],
  ['a quantity', r => `memory: ${1 + r.below(9)}${r.word('digits', 3)}Mi`],
  [
    'a count',
    r =>
      `http_requests_total{code="500",handler="/api/v1/cart"} ${r.word('digits', 7)}`,
  ],
  ['an ETag', r => `ETag: W/"${r.word('hex', 2)}-${r.word('hex', 32)}"`],
  [
    'an address in memory',
    r =>
      `goroutine 17 [select]: main.main() /src/main.go:42 +0x${r.word('hex', 3)} pc=0x${r.word('hex', 16)}`,
  ],
  [
    'an object of Java',
    r =>
      `com.initech.shop.CartService$$EnhancerBySpringCGLIB$$${r.word('hex', 8)}@${r.word('hex', 8)}`,
  ],
  [
    'a lease',
    r =>
      `successfully acquired lease kube-system/kube-scheduler holder=node-1_${r.uuid()}`,
  ],
  [
    'a MAC address',
    r =>
      `link/ether 0a:58:0a:${r.word('hex', 2)}:${r.word('hex', 2)}:${r.word('hex', 2)}`,
  ],
  [
    'a mangled name',
    r => `_ZN4core3ops8function6FnOnce9call_once17h${r.word('hex', 16)}E`,
  ],
  ['a network namespace', r => `netns cni-${r.uuid()} veth${r.word('hex', 8)}`],
  [
    'a Kafka offset',
    r =>
      `partition=orders-${r.below(30)} offset=${r.word('digits', 12)} lag=${r.word('digits', 4)}`,
  ],
  [
    'a node',
    r => `gke-prod-pool-1-${r.word('hex', 8)}-${suffix(r)} is NotReady`,
  ],
  [
    'a node',
    r => `aks-nodepool1-${r.word('digits', 8)}-vmss00000${r.below(9)}`,
  ],
];

/** Harmless texts, some drawn with a fixed seed and some written by hand. */
export function lookAlikes(): readonly LookAlike[] {
  return [
    ...drawn(MAKERS, 20260602),
    ...HARMLESS_LINES.flatMap(([kind, lines]) =>
      lines.map(text => ({ kind, text })),
    ),
  ];
}

/** What was collected only once the rules were done. */
export function heldOutLookAlikes(): readonly LookAlike[] {
  return [
    ...drawn(HELD_OUT_MAKERS, 20260604),
    ...HELD_OUT_LINES.map(text => ({ kind: 'a line', text })),
  ];
}

function drawn(makers: readonly Maker[], seed: number): LookAlike[] {
  const random = new Random(seed);
  return makers.flatMap(([kind, make]) =>
    Array.from({ length: DRAWN }, () => ({ kind, text: make(random) })),
  );
}
