import { describeExit } from '../../detectors/shared/exitCodes';
import { shownProgram } from '../../detectors/shared/shownProgram';
import { lacksCommand } from '../../detectors/runtime/startFailureClass';
import { nameOf } from '../../detectors/shared/sightings';
import { field } from '../../findings/evidence';
import { means } from '../../signatures';
import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { proof } from '../causeOfRule';
import { failingContainers } from '../failingContainers';
import { ContainerFailure } from '../reading/ContainerFailure';
import { isRuntimeDiskAtFault } from '../node/runtimeDisk';
import { toldBy } from '../reading/told';
import { hiddenPath } from './hiddenPath';

const PROVED_BY: readonly string[] = [
  'pod.container-start-error',
  'pod.exit-zero-loop',
];

const CREATE_ERROR = 'pod.container-create-error';

/** The command or arguments in the pod template cannot be run, or end at once. */
export const commandWrong: Cause = {
  id: 'command-wrong',
  title: 'The container’s command cannot be run or ends at once',
  explains: [...new Set([...PROVED_BY, ...failingContainers, CREATE_ERROR])],
  followers: [CREATE_ERROR],
  provedBy: PROVED_BY,
  touchedBy: ['command', 'image'],
  isSharedByRevision: true,
  documentation: {
    speaks:
      'The runtime cannot start the command that the pod template states, or the command ends at once, with success or with an exit code that says it cannot be run.',
    silent:
      'When the template states neither command nor arguments it is the image’s own command, hence the image’s fault. Refuted by a pod of the same revision that is well.',
    sources: [
      'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    ],
  },

  *assess(context) {
    const { finding, failures } = context;
    if (isRuntimeDiskAtFault(finding)) return;
    if (PROVED_BY.includes(finding.detector)) {
      if (!isHidden(context)) yield proof(context);
      return;
    }
    if (isHidden(context)) return;
    if (finding.detector === CREATE_ERROR) {
      // crun looks for the program before it creates the container, runc when it starts it.
      if (lacksCommand(finding.message)) yield proof(context);
      return;
    }
    for (const failure of failures) {
      const { container, end } = failure;
      const stated = statedCommand(failure);
      if (!end || stated.length === 0) continue;
      if (!means('exit.cannot-run', end.end.exitCode)) continue;
      yield {
        message: `The command that container ${container.name} of ${nameOf(finding.subject)} is given ends with ${describeExit(end.end.exitCode)}`,
        evidence: [
          {
            evidence: field(
              container.pod,
              `${end.path}.exitCode`,
              end.end.exitCode,
            ),
            as: 'status',
          },
          ...(toldBy([failure], ['log.command-not-found'])?.evidence ?? []),
          ...stated,
        ],
      };
      return;
    }
  },
};

/** A command that a mount hides is not wrong in itself. */
function isHidden({ failures, finding }: CauseContext) {
  return failures.some(({ container, end, lines }) =>
    hiddenPath(container, [end?.end.message ?? '', finding.message, ...lines]),
  );
}

function statedCommand({ container }: ContainerFailure): WeighedEvidence[] {
  const { pod, spec, specPath } = container;
  if (spec?.command?.length)
    return [
      {
        evidence: field(
          pod,
          `${specPath}.command[0]`,
          shownProgram(spec.command),
        ),
      },
    ];
  return spec?.args?.length
    ? [{ evidence: field(pod, `${specPath}.args.length`, spec.args.length) }]
    : [];
}
