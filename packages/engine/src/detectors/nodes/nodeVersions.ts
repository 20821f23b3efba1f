import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { days, olderThan } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { minorOf } from '../shared/serverVersion';
import { isLeaving } from './nodeTraits';

type Node = KnownKinds['Node'];

/** How many minor versions a kubelet may be older than the API server, and the first kubelet for which that holds. */
const ALLOWED_SKEW = 3;
const ALLOWED_SKEW_BEFORE = 2;
const FIRST_WITH_MORE_SKEW = 25;
/** Time for an upgrade to get on. */
const UPGRADE = days(1);
const LEAST_CONTAINERD = 2;

/** What nodes say about the versions that they run. */
export const nodeVersions = detectorFamily({
  rows: [
    {
      id: 'node.version-skew',
      title: 'Kubelet and API server are too far apart',
      tier: 'risk',
      concludesFrom: ['Pod'],
      documentation: {
        speaks:
          'A kubelet is more than three minor versions (two before 1.25) older than the API server, or newer than it. The API server is at least as new as the newest kubelet; its exact version is known where it runs as a static pod.',
        silent:
          'API servers that were started within the last day, as during an upgrade.',
        sources: ['https://kubernetes.io/releases/version-skew-policy/'],
      },
    },
    {
      id: 'node.runtime-unsupported',
      title: 'Container runtime is on its way out of support',
      tier: 'hygiene',
      documentation: {
        speaks:
          'A node runs containerd 1.x: Kubernetes 1.35 is the last release that supports it.',
        silent: 'Other container runtimes.',
        sources: [
          'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
        ],
      },
    },
  ],
  tier: 'risk',
  kinds: ['Node'],

  *read(context) {
    const server = serverOf(context);
    for (const node of context.snapshot.all('Node')) {
      if (isLeaving(node)) continue;
      yield* skew(node, server);
      yield* runtime(node);
    }
  },
});

interface Server {
  /** The least minor version that the API servers can have, and where it was read. */
  minor: number;
  source: ReturnType<typeof field>;
  /** Whether it is the API server's own word. */
  isExact: boolean;
}

function* skew(node: Node, server: Server | undefined): Iterable<FamilyDraft> {
  const version = node.status?.nodeInfo?.kubeletVersion;
  const minor = minorOf(version);
  if (minor === undefined || !server) return;
  const allowed =
    minor < FIRST_WITH_MORE_SKEW ? ALLOWED_SKEW_BEFORE : ALLOWED_SKEW;
  const isNewer = server.isExact && minor > server.minor;
  if (!isNewer && server.minor - minor <= allowed) return;
  yield {
    detector: 'node.version-skew',
    subject: referenceTo(node),
    key: `1.${minor}`,
    severity: isNewer ? 'high' : 'medium',
    message: isNewer
      ? `The kubelet of ${node.metadata.name} is newer (${version}) than the API server (1.${server.minor})`
      : `The kubelet of ${node.metadata.name} (${version}) is ${server.minor - minor} minor versions older than the API server, which may be at most ${allowed}`,
    evidence: [
      field(node, 'status.nodeInfo.kubeletVersion', version),
      server.source,
    ],
  };
}

function* runtime(node: Node): Iterable<FamilyDraft> {
  const version = node.status?.nodeInfo?.containerRuntimeVersion;
  const [, major] = /^containerd:\/\/v?(\d+)\./.exec(version ?? '') ?? [];
  if (!major || Number(major) >= LEAST_CONTAINERD) return;
  yield {
    detector: 'node.runtime-unsupported',
    subject: referenceTo(node),
    key: `containerd ${major}`,
    severity: 'low',
    message: `${node.metadata.name} runs ${version}: Kubernetes 1.35 is the last release that supports containerd ${major}`,
    evidence: [field(node, 'status.nodeInfo.containerRuntimeVersion', version)],
  };
}

/** A supported kubelet is never newer than its API server, so the newest one bounds the server's version from below. */
function serverOf(context: DetectionContext): Server | undefined {
  // A static API server that was not read may be older than the newest kubelet.
  if (context.snapshot.readState('Pod', 'kube-system') !== 'complete')
    return undefined;
  const own = staticServers(context);
  const oldest = own.reduce<Server | undefined>(
    (least, each) => (!least || each.minor < least.minor ? each : least),
    undefined,
  );
  if (oldest) return oldest;
  let newest: Server | undefined;
  for (const node of context.snapshot.all('Node')) {
    const version = node.status?.nodeInfo?.kubeletVersion;
    const minor = minorOf(version);
    if (minor === undefined || minor <= (newest?.minor ?? -1)) continue;
    const source = field(node, 'status.nodeInfo.kubeletVersion', version);
    newest = { minor, source, isExact: false };
  }
  return newest;
}

function staticServers({ snapshot }: DetectionContext): Server[] {
  return snapshot.inNamespace('Pod', 'kube-system').flatMap(pod => {
    const { annotations, creationTimestamp } = pod.metadata;
    if (!annotations?.['kubernetes.io/config.mirror']) return [];
    if (!olderThan(snapshot, creationTimestamp, UPGRADE)) return [];
    const containers = pod.spec?.containers ?? [];
    const index = containers.findIndex(each => each.name === 'kube-apiserver');
    const image = containers[index]?.image;
    const minor = minorOf(image?.split('@')[0].split(':').pop());
    if (minor === undefined) return [];
    const source = field(pod, `spec.containers[${index}].image`, image);
    return [{ minor, source, isExact: true }];
  });
}
