import { means } from '../../signatures';
import { nameOf } from '../../detectors/shared/sightings';
import { field } from '../../findings/evidence';
import {
  Cause,
  CauseContext,
  HypothesisDraft,
  WeighedEvidence,
} from '../Cause';
import { proof } from '../causeOfRule';
import { hiddenPath } from '../config/hiddenPath';
import { tellsThat, toldBy } from '../reading/told';

const FORMAT_UNSUPPORTED = 'image.format-unsupported';

/** The image itself is at fault. */
export const imageBroken: Cause = {
  id: 'image-broken',
  title: 'The image is broken',
  explains: [
    FORMAT_UNSUPPORTED,
    'pod.crash-loop',
    'pod.init-failing',
    'pod.native-sidecar-failing',
    'pod.startup-probe-failing',
    'pod.container-start-error',
    'job.failed',
    'job.retrying',
    'cronjob.failing',
  ],
  provedBy: [FORMAT_UNSUPPORTED],
  touchedBy: ['image'],
  isSharedByRevision: true,
  documentation: {
    speaks:
      'The image lacks a module, a runtime or library as new as the program needs, the command of its own or the interpreter or loader that a program asks for, has a format that the runtime does not support, or only the pods with a new image fail while those with the old one are well.',
    silent:
      'Refuted by a pod of the same revision that runs the same digest and is well. Not named where the template replaces the image’s command by one that cannot be run, nor for a program that lies below a mount.',
    sources: ['https://man7.org/linux/man-pages/man2/execve.2.html'],
  },

  *assess(context) {
    if (context.finding.detector === FORMAT_UNSUPPORTED) {
      yield proof(context);
      return;
    }
    const incomplete = incompleteImage(context);
    if (incomplete) yield incomplete;
    else if (onlyNewImageFails(context))
      yield {
        message: `Only the pods of ${nameOf(context.finding.subject)} with the new image fail`,
        evidence: [],
      };
  },
};

function onlyNewImageFails({ change }: CauseContext) {
  return (
    change?.healthyBefore !== undefined &&
    change.fields.some(each => each.aspect === 'image')
  );
}

function incompleteImage({
  failures,
}: CauseContext): HypothesisDraft | undefined {
  const told =
    toldBy(failures, ['log.missing-module', 'log.runtime-too-old']) ??
    toldBy(
      failures.filter(each => !hiddenPath(each.container, each.lines)),
      ['log.interpreter-missing'],
    );
  if (told)
    return {
      message: tellsThat(told),
      evidence: [...told.evidence, imageOf(told.failure.container)],
    };
  for (const { container, end } of failures) {
    const { spec, pod, name } = container;
    if (!end || !means('exit.cannot-run', end.end.exitCode)) continue;
    if (spec?.command?.length || spec?.args?.length) continue;
    return {
      message: `The image's own command cannot be run in container ${name}`,
      evidence: [
        {
          evidence: field(pod, `${end.path}.exitCode`, end.end.exitCode),
          as: 'status',
        },
        imageOf(container),
      ],
    };
  }
  return undefined;
}

function imageOf({
  pod,
  spec,
  specPath,
}: CauseContext['failures'][number]['container']): WeighedEvidence {
  return { evidence: field(pod, `${specPath}.image`, spec?.image) };
}
