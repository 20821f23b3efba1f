import { CauseRule } from '../CauseRule';
import {
  UNREACHED_REGISTRIES,
  pullsOnlyFailThere,
} from '../node/pullsOnlyFailThere';
import { missingPullSecrets } from '../upstream/missingPullSecrets';

export const imageCauseRules: readonly CauseRule[] = [
  {
    id: 'image-reference-wrong',
    title: 'The image reference names nothing that can be pulled',
    provedBy: [
      'image.not-found',
      'image.invalid-name',
      'image.never-pull-absent',
    ],
    touchedBy: ['image'],
    documentation: {
      speaks:
        'The registry answers that the image or its tag does not exist, the reference cannot be parsed, or the image may not be pulled and is not on the node. A change of the image shortly before makes it surer.',
      silent:
        'Not named while the registry could not be reached or refused the credentials: then nobody knows whether the image exists.',
      sources: ['https://kubernetes.io/docs/concepts/containers/images/'],
    },
  },
  {
    id: 'image-platform-wrong',
    title: 'The image was not built for the node’s platform',
    provedBy: ['image.platform-missing'],
    toldBy: ['log.exec-format'],
    touchedBy: ['image', 'placement'],
    documentation: {
      speaks:
        'The registry has no image for the node’s platform, or the program cannot be executed because it was built for another processor.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/images/#multi-architecture-images-with-image-indexes',
      ],
    },
  },
  {
    id: 'registry-credentials-missing',
    title: 'The registry refuses the credentials, or none were given',
    provedBy: [
      'image.auth-failed',
      'config.pull-secret-missing',
      'config.pull-secret-wrong',
    ],
    touchedBy: ['image', 'identity'],
    followedBy: {
      detectors: ['image.not-found'],
      problems: missingPullSecrets,
    },
    documentation: {
      speaks:
        'The registry refuses the pull as unauthorized, or a pull Secret that the pods name is absent or of the wrong type.',
      silent: 'A pull Secret whose contents were not read is not judged.',
      sources: [
        'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
      ],
    },
  },
  {
    id: 'registry-unavailable',
    title: 'The image registry cannot be used',
    provedBy: [
      'image.registry-unresolved',
      'image.registry-unreachable',
      'image.registry-tls',
      'image.rate-limited',
      'image.pull-slow',
      'image.pull-failed-other',
    ],
    isProof: context =>
      !UNREACHED_REGISTRIES.includes(context.finding.detector) ||
      !pullsOnlyFailThere(context),
    touchedBy: ['image'],
    documentation: {
      speaks:
        'The kubelet reports that the registry’s name does not resolve, that it does not answer, that its certificate is not trusted, that it limits the rate, or that a pull takes very long.',
      silent:
        'Not named where the registry did answer and said what is wrong with the image or the credentials, nor where one node alone reaches none of several registries.',
      sources: [
        'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
      ],
    },
  },
  {
    id: 'image-policy-rejects',
    title: 'A policy refuses the image',
    provedBy: ['image.signature-rejected'],
    touchedBy: ['image'],
    documentation: {
      speaks:
        'The kubelet reports that the image’s signature could not be verified against a policy.',
      sources: ['https://kubernetes.io/docs/concepts/containers/images/'],
    },
  },
];
