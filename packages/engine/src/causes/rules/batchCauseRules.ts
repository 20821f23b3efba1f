import { CauseRule } from '../CauseRule';

export const batchCauseRules: readonly CauseRule[] = [
  {
    id: 'schedule-wrong',
    title: 'The schedule cannot be kept',
    provedBy: [
      'cronjob.invalid-schedule',
      'cronjob.never-run',
      'cronjob.missed-schedule',
    ],
  },
  {
    id: 'batch-logic-failing',
    title: 'The batch work itself fails',
    provedBy: [
      'job.failed',
      'job.deadline-exceeded',
      'job.retrying',
      'cronjob.failing',
    ],
  },
];
