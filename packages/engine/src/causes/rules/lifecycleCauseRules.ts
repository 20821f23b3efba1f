import { CauseRule } from '../CauseRule';

export const lifecycleCauseRules: readonly CauseRule[] = [
  {
    id: 'finalizer-orphaned',
    title: 'Something that is to be deleted waits for a finalizer',
    provedBy: [
      'object.finalizer-stuck',
      'namespace.terminating-stuck',
      'storage.pvc-deletion-waits',
    ],
  },
];
