import { Severity } from '../../findings/Finding';
import { minutes, seconds } from '../../snapshot/durations';
import { FamilyRow } from '../detectorFamily';

/** Whose fault a failed pull is: the workload's, or the registry's that many workloads pull from. */
export type PullSubject = 'workload' | 'registry';

export interface PullFailureClass extends FamilyRow {
  severity: Severity;
  grace: number;
  subject: PullSubject;
  /** What tells two findings of a workload apart. */
  key:
    | 'container'
    | 'container/repository'
    | 'registry'
    | 'repository'
    | 'repository/architecture'
    | 'none';
  /** Waiting reasons that decide without any text. */
  reasons?: readonly string[];
  /** What registries and runtimes say. */
  pattern?: RegExp;
  /** Words beside it that speak against this class. */
  unless?: RegExp;
  /** The end of the sentence "Image X of container Y cannot be pulled: ...". */
  words: string;
}

/**
 * What a failed image pull means; first match wins. Wordings of containerd, CRI-O and docker, and of the registries behind them.
 *
 * The order matters: `no match for platform in manifest: not found` is no missing image, and a name that cannot be resolved is no unreachable registry.
 */
export const PULL_FAILURE_CLASSES: readonly PullFailureClass[] = [
  {
    id: 'image.invalid-name',
    title: 'Image name is invalid',
    documentation: {
      speaks:
        'A container cannot be created because the name of its image is not a valid reference.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/images/#image-names',
      ],
    },
    severity: 'high',
    grace: 0,
    subject: 'workload',
    key: 'container',
    reasons: ['InvalidImageName'],
    words: 'its name is not a valid image reference',
  },
  {
    id: 'image.never-pull-absent',
    title: 'Image is not on the node and may not be pulled',
    documentation: {
      speaks:
        'A container has waited for its image for half a minute: its pull policy is Never and its node does not have the image.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
      ],
    },
    severity: 'high',
    grace: seconds(30),
    subject: 'workload',
    key: 'container',
    reasons: ['ErrImageNeverPull'],
    words: 'imagePullPolicy is Never and the node does not have it',
  },
  {
    id: 'image.signature-rejected',
    title: 'Image signature was rejected',
    documentation: {
      speaks:
        'A container has waited for its image for half a minute: the runtime rejects the image’s signature.',
    },
    severity: 'high',
    grace: seconds(30),
    subject: 'workload',
    key: 'repository',
    reasons: ['SignatureValidationFailed'],
    words: "its signature does not satisfy the node's policy",
  },
  {
    id: 'image.format-unsupported',
    title: 'Image has a format that the runtime does not support',
    documentation: {
      speaks:
        'A container has waited for its image for half a minute: the registry has it, in a format that the runtime of the node does not support, such as the first schema of manifests, which containerd 2.1 and Docker 28.2 no longer read.',
      sources: [
        'https://github.com/containerd/containerd/blob/main/docs/containerd-2.0.md',
        'https://docs.docker.com/engine/deprecated/#pushing-and-pulling-with-image-manifest-v2-schema-1',
      ],
    },
    severity: 'high',
    grace: seconds(30),
    subject: 'workload',
    key: 'container/repository',
    pattern:
      /media type "?[\w./+-]{1,200}"? is (?:no longer|not) supported|unsupported (?:manifest )?media ?type|schema ?1\b.{0,120}(?:deprecated|disabled|removed|no longer supported)/i,
    words: 'the runtime of the node does not support its format',
  },
  {
    id: 'image.inspect-failed',
    title: 'Image cannot be read on the node',
    documentation: {
      speaks:
        'A container has waited for its image for a minute: the node cannot unpack or inspect it, for example for lack of disk space.',
      silent: 'A full disk that the node itself reports as DiskPressure.',
    },
    severity: 'high',
    grace: seconds(60),
    subject: 'workload',
    key: 'container',
    reasons: ['ImageInspectError'],
    pattern:
      /failed to (?:extract layer|unpack|register layer)|no space left on device|unexpected commit digest/i,
    words: 'the node cannot unpack or inspect it',
  },
  {
    id: 'image.rate-limited',
    title: 'Registry limits pulls',
    documentation: {
      speaks:
        'A container has waited for its image for a minute: the registry limits the number of pulls. One finding for the registry, with all workloads that wait for it.',
    },
    severity: 'medium',
    grace: seconds(60),
    subject: 'registry',
    key: 'none',
    pattern:
      /toomanyrequests|too many requests|pull rate limit|\bstatus(?: code)?:? 429\b/i,
    words: 'the registry refuses more pulls for now',
  },
  {
    id: 'image.platform-missing',
    title: "Image does not exist for the node's platform",
    documentation: {
      speaks:
        'A container has waited for its image for half a minute: the registry has no build of it for the operating system and architecture of the node.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/images/#multi-architecture-images-with-image-indexes',
      ],
    },
    severity: 'high',
    grace: seconds(30),
    subject: 'workload',
    key: 'repository/architecture',
    pattern:
      /no match for platform|no matching manifest|no image found in (?:manifest list|image index)|image operating system .* cannot be used/i,
    words: "there is no build of it for the node's platform",
  },
  {
    id: 'image.registry-unresolved',
    title: 'Registry name cannot be resolved',
    documentation: {
      speaks:
        'A container has waited for its image for a minute: the node cannot resolve the name of the registry. One finding for the registry.',
    },
    severity: 'high',
    grace: seconds(60),
    subject: 'registry',
    key: 'none',
    pattern:
      /\blookup \S{1,253}?(?: on \S{1,80})?:|no such host|server misbehaving|temporary failure in name resolution/i,
    words: "the node's resolver does not know the registry",
  },
  {
    id: 'image.registry-tls',
    title: 'Registry is not trusted',
    documentation: {
      speaks:
        'A container has waited for its image for a minute: the node does not trust the registry’s certificate, or the registry speaks plain HTTP. One finding for the registry.',
    },
    severity: 'high',
    grace: seconds(60),
    subject: 'registry',
    key: 'none',
    pattern:
      /x509:|certificate (?:signed by unknown authority|has expired|is valid for)|server gave HTTP response to HTTPS client|tls: (?!.{0,500}handshake timeout)/i,
    words: 'the node does not accept the registry’s certificate or protocol',
  },
  {
    id: 'image.not-found',
    title: 'Image does not exist',
    documentation: {
      speaks:
        'A container has waited for its image for half a minute: the registry does not have it. Some registries answer the same for images that need credentials.',
    },
    severity: 'high',
    grace: seconds(30),
    subject: 'workload',
    key: 'container/repository',
    pattern:
      /manifest unknown|manifest for .{1,500} not found|name unknown|repository (?:name )?(?:does not exist|not known to registry|not found)|: not found\b|\b404 not found|code = NotFound|NAME_UNKNOWN|MANIFEST_UNKNOWN/i,
    // Runtimes put their guess that the repository does not exist before any refusal; these errors say that nobody has looked.
    unless:
      /no basic auth credentials|authentication required|invalid username\/password|\b401 unauthorized/i,
    words: 'the registry does not have it',
  },
  {
    id: 'image.auth-failed',
    title: 'Registry refuses the credentials',
    documentation: {
      speaks:
        'A container has waited for its image for half a minute: the registry refuses the credentials, or none were given.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/images/#using-a-private-registry',
      ],
    },
    severity: 'high',
    grace: seconds(30),
    subject: 'workload',
    key: 'registry',
    pattern:
      /unauthorized|\b40[13] forbidden\b|\bforbidden\b|no basic auth|access (?:to the requested resource )?(?:is )?denied|\bdenied\b|insufficient_scope|authentication required|failed to authorize|authorization failed|invalid username\/password/i,
    words: 'the registry does not accept the credentials, or none were given',
  },
  {
    id: 'image.registry-unreachable',
    title: 'Registry cannot be reached',
    documentation: {
      speaks:
        'A container has waited for its image for a minute: the registry does not answer, or answers with an error of its own. One finding for the registry.',
    },
    severity: 'high',
    grace: seconds(60),
    subject: 'registry',
    key: 'none',
    reasons: ['RegistryUnavailable'],
    pattern:
      /i\/o timeout|connection (?:refused|reset)|no route to host|network is unreachable|handshake timeout|Client\.Timeout|deadline exceeded|\bEOF\b|\b5\d\d (?:internal server error|bad gateway|service unavailable|gateway time-?out)|unexpected HTTP status:? 5\d\d|registry is unavailable/i,
    words: 'the registry does not answer',
  },
  {
    id: 'image.pull-failed-other',
    title: 'Image cannot be pulled',
    documentation: {
      speaks:
        'A container has waited for its image for a minute, and what the runtime says is none of the known failures.',
    },
    severity: 'high',
    grace: seconds(60),
    subject: 'workload',
    key: 'container',
    reasons: ['ErrImagePull', 'ImagePullBackOff'],
    words: 'the cause is not one of the known ones',
  },
];

/** How long a pull may take before it counts as slow. */
export const SLOW_PULL = minutes(10);

const PULL_REASONS: ReadonlySet<string> = new Set(
  PULL_FAILURE_CLASSES.flatMap(each => each.reasons ?? []),
);

/** What a waiting reason and the text with it mean. Undefined for a container that does not wait for its image. */
export function classifyPull(
  reason: string,
  text: string,
): PullFailureClass | undefined {
  if (!PULL_REASONS.has(reason)) return undefined;
  return PULL_FAILURE_CLASSES.find(
    each =>
      (each.reasons?.includes(reason) ?? false) ||
      (each.pattern?.test(text) && !each.unless?.test(text)),
  );
}
