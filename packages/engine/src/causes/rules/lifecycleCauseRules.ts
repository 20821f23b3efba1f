import { CauseRule } from '../CauseRule';
import { problemsOfDeletion } from '../upstream/problemsOfDeletion';

export const lifecycleCauseRules: readonly CauseRule[] = [
  {
    id: 'finalizer-orphaned',
    title: 'Something that is to be deleted waits for a finalizer',
    provedBy: [
      'object.finalizer-stuck',
      'namespace.terminating-stuck',
      'storage.pvc-deletion-waits',
    ],
    followedBy: {
      detectors: ['namespace.terminating-stuck'],
      problems: problemsOfDeletion,
    },
    documentation: {
      speaks:
        'An object was to be deleted long ago and its finalizers are still there.',
      silent:
        'Not named while the finalizer’s controller is still at work and what remains shrinks.',
      sources: [
        'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
      ],
    },
  },
];
