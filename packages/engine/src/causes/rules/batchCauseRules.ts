import { CauseRule } from '../CauseRule';

export const batchCauseRules: readonly CauseRule[] = [
  {
    id: 'schedule-wrong',
    title: 'The schedule cannot be kept',
    provedBy: [
      'cronjob.invalid-schedule',
      'cronjob.never-run',
      'cronjob.missed-schedule',
      'cronjob.deadline-too-short',
      'cronjob.forbid-blocked',
      'cronjob.overlapping',
    ],
    documentation: {
      speaks:
        'A CronJob’s schedule cannot be read, never comes, or is missed, or a run that does not end holds up the next.',
      silent: 'Suspended CronJobs rest by design.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
      ],
    },
  },
];
