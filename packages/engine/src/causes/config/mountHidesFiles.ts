import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { failingContainers } from '../failingContainers';
import { ContainerFailure } from '../reading/ContainerFailure';
import { field, logEvidence, shorten } from '../../findings/evidence';
import { HiddenPath, hiddenPath } from './hiddenPath';

const START_ERRORS = [
  'pod.container-start-error',
  'pod.container-create-error',
];
const MOST_LINES = 200;

export const mountHidesFiles: Cause = {
  id: 'mount-hides-files',
  title: 'A mount hides the files that the program needs',
  explains: [...START_ERRORS, ...failingContainers],
  followers: START_ERRORS,
  touchedBy: ['mounts', 'configuration'],
  isSharedByRevision: true,
  documentation: {
    speaks:
      'The runtime or the program says that a file does not exist, and its path lies below a mount of the container: a volume shows its own files there and hides those of the image.',
    silent:
      'Not named for a path outside of every mount: then the image lacks the file. Whether the image has it at all cannot be seen from the cluster.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
    ],
  },

  *assess(context) {
    for (const failure of context.failures) {
      const hidden = hiddenPath(failure.container, textsOf(failure, context));
      if (!hidden) continue;
      const { container } = failure;
      yield {
        message: `Container ${container.name} misses ${hidden.path}, which lies below the mount of volume ${hidden.volume}`,
        evidence: [
          ...saidBy(failure, hidden),
          { evidence: hidden.evidence, as: 'contradiction' },
        ],
        missing: [
          {
            type: 'unread',
            object: hidden.evidence.object,
            reason: `whether the image has ${hidden.path}: not to be seen from the cluster`,
          },
        ],
      };
      return;
    }
  },
};

/** What the runtime and the program say, shortest way first. */
function textsOf(
  { container, end, lines }: ContainerFailure,
  { finding }: CauseContext,
): string[] {
  const waiting = container.status.state?.waiting?.message;
  return [
    ...(end?.end.message ? [end.end.message] : []),
    ...(waiting ? [waiting] : []),
    finding.message,
    ...lines.slice(-MOST_LINES),
  ];
}

function saidBy(
  { container, end, lines }: ContainerFailure,
  { path }: HiddenPath,
): WeighedEvidence[] {
  const { pod, name, status, statusPath } = container;
  const line = lines.find(each => each.includes(path));
  const waiting = status.state?.waiting?.message;
  if (end?.end.message?.includes(path))
    return [
      {
        evidence: field(pod, `${end.path}.message`, shorten(end.end.message)),
        as: 'text',
      },
    ];
  if (waiting?.includes(path))
    return [
      {
        evidence: field(
          pod,
          `${statusPath}.state.waiting.message`,
          shorten(waiting),
        ),
        as: 'text',
      },
    ];
  return line ? [{ evidence: logEvidence(pod, name, [line]), as: 'text' }] : [];
}
