import { describeExit } from '../../detectors/shared/exitCodes';
import { field } from '../../findings/evidence';
import { Cause, WeighedEvidence } from '../Cause';
import { proof } from '../causeOfRule';
import { ContainerFailure } from '../reading/ContainerFailure';
import { unreadLog } from '../reading/unreadLog';

const PROVED_BY: readonly string[] = [
  'job.failed',
  'job.deadline-exceeded',
  'job.retrying',
  'cronjob.failing',
  'pod.sidecar-blocks-job',
];

export const batchLogicFailing: Cause = {
  id: 'batch-logic-failing',
  title: 'The batch work itself fails',
  explains: PROVED_BY,
  provedBy: PROVED_BY,
  touchedBy: ['image', 'command', 'configuration'],
  documentation: {
    speaks:
      'A Job reports that it has failed, ran out of time or tries again and again, and nothing more specific is known. The exit code of its container is shown.',
    silent:
      'Not named where the log of a failed pod tells of something else, such as a refused password or a dependency that does not answer.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#handling-pod-and-container-failures',
    ],
  },

  *assess(context) {
    const { failures } = context;
    if (failures.some(each => each.matches.length > 0)) return;
    const own = proof(context);
    const [failure] = failures;
    yield {
      ...own,
      evidence: [
        ...own.evidence.map(reportOnly),
        ...failures.slice(0, 1).flatMap(exitOf),
      ],
      missing:
        failure?.source === 'log' ||
        context.finding.detector === 'pod.sidecar-blocks-job'
          ? []
          : failures.slice(0, 1).map(unreadLog),
      message: failure?.end
        ? `${context.finding.message}; container ${failure.container.name} ends with ${describeExit(failure.end.end.exitCode)}`
        : context.finding.message,
    };
  },
};

/** What a Job is allowed is no contradiction; that it failed is no more than its controller's report. */
function reportOnly({ evidence, as }: WeighedEvidence): WeighedEvidence {
  return as === 'contradiction' ? { evidence } : { evidence, as };
}

function exitOf({ container, end }: ContainerFailure): WeighedEvidence[] {
  return end
    ? [
        {
          evidence: field(
            container.pod,
            `${end.path}.exitCode`,
            end.end.exitCode,
          ),
          as: 'status',
        },
      ]
    : [];
}
