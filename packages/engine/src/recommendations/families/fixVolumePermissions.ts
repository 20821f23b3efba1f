import { referenceTo } from '../../findings/evidence';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule, StepDraft } from '../RecommendationRule';
import { Situation, containerIn } from '../Situation';
import { change, look, patchStep, replace, test, undo, watch } from '../steps';
import { containerOperations, podSpecPatch } from '../templatePatch';

/** What programs say whose files must belong to their own user and to nobody else, as databases do. */
const DEMANDS_OWNER =
  /has wrong ownership|must be started by the user that owns|has invalid permissions|has group or world access|Permissions \S{1,20} for \S{1,200} are too open/i;

function demandsOwner({ evidence, message }: Situation): boolean {
  const texts = evidence.flatMap(each => {
    if (each.type === 'log') return each.lines;
    return each.type === 'field' && typeof each.value === 'string'
      ? [each.value]
      : [];
  });
  return [message, ...texts].some(each => DEMANDS_OWNER.test(each));
}

const ON_ROOT =
  /writes to (\/\S{1,255}), but its root file system is read-only/;

/** A writable directory in a root file system that stays read-only, as the pod's security context wants it. */
function placeToWrite({
  finding,
  workload,
  template,
  container,
}: Situation): (StepDraft | undefined)[] | undefined {
  const [, path] = ON_ROOT.exec(finding.message) ?? [];
  const place = containerIn(template, container?.name);
  if (!path || !place) return undefined;
  const mountPath = path.slice(0, path.lastIndexOf('/'));
  return [
    patchStep(
      `Give the program an empty directory at ${mountPath}; it hides what the image has there`,
      mountPath
        ? podSpecPatch(workload, {
            volumes: [{ name: 'writable', emptyDir: {} }],
            [place.list]: [
              {
                name: place.name,
                volumeMounts: [{ name: 'writable', mountPath }],
              },
            ],
          })
        : undefined,
    ),
    change(
      'Or let it write elsewhere, such as to a volume that it has; a writable root file system is the last resort',
    ),
  ];
}

/** What lets a container read and write its volume. */
export const fixVolumePermissions: RecommendationRule = {
  id: 'fix-volume-permissions',
  title: 'Make the mount writable for its user',
  causes: ['volume-permissions', 'mount-read-only'],
  findings: ['storage.permission-denied', 'storage.read-only-volume'],
  action: 'create-pr',
  risk: 'low',
  prior: 0.85,
  minutes: 10,
  requires: ['No other workload relies on the owner or mode of the files'],
  verify: 'The log no longer says denied',
  undo: 'Return to the revision before',
  plan(situation) {
    const { owner, workload, template, container } = situation;
    const isReadOnly =
      situation.answers === 'mount-read-only' ||
      situation.has('storage.read-only-volume');
    const readOnly = (container?.spec.volumeMounts ?? []).findIndex(
      each => each.readOnly,
    );
    if (isReadOnly)
      return {
        target: owner,
        steps: [
          look(`See which mount is read-only: ${situation.finding.message}`),
          ...(placeToWrite(situation) ?? [
            readOnly >= 0
              ? patchStep(
                  'If that is a mistake, let it be written to',
                  containerOperations(
                    workload,
                    containerIn(template, container?.name),
                    path => [
                      test(
                        path('volumeMounts', readOnly, 'name'),
                        container?.spec.volumeMounts?.[readOnly].name,
                      ),
                      replace(
                        path('volumeMounts', readOnly, 'readOnly'),
                        false,
                      ),
                    ],
                  ),
                )
              : change(
                  'If the device itself was made read-only, look at the node’s kernel log',
                ),
          ]),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    if (demandsOwner(situation))
      return {
        target: owner,
        steps: [
          look(
            'See which user owns the files',
            kubectl`exec ${on(situation.pods[0] && referenceTo(situation.pods[0]))} -c ${container?.name} -- id`,
          ),
          change(
            'Run the program as the user that owns them, or give them to its user once, in a pod of its own that runs as root',
          ),
          change(
            'Do not set fsGroup for that: it changes the group alone, and lets it write, which the program refuses. Where it is set, keep the data in a directory below the mount that the program makes itself',
          ),
          watch(owner),
        ],
        rollback: [
          change('Give the files to their former owner again'),
          undo(owner),
        ],
      };
    const { runAsUser, runAsGroup, fsGroup } = {
      ...template?.spec?.securityContext,
      ...container?.spec.securityContext,
    } as { runAsUser?: number; runAsGroup?: number; fsGroup?: number };
    const group = fsGroup ?? runAsGroup ?? runAsUser;
    return {
      target: owner,
      parameters: [
        group === undefined || fsGroup !== undefined
          ? undefined
          : {
              name: 'fsGroup',
              proposed: group,
              because: `the ${runAsGroup === undefined ? 'user' : 'group'} that the container runs as`,
            },
      ],
      steps: [
        look(
          'See the user of the process and the owner of the path',
          kubectl`exec ${on(situation.pods[0] && referenceTo(situation.pods[0]))} -c ${container?.name} -- id`,
        ),
        fsGroup === undefined
          ? patchStep(
              'Give the volume’s files to the group of the pod',
              podSpecPatch(workload, {
                securityContext: {
                  fsGroup:
                    group ??
                    blank(
                      'GROUP',
                      'the number of the group that the program runs as, as id in the container says',
                    ),
                  fsGroupChangePolicy: 'OnRootMismatch',
                },
              }),
            )
          : change(
              `fsGroup ${fsGroup} is set already: NFS and hostPath ignore it, so correct the owner of the files at the source`,
            ),
        watch(owner),
      ],
      rollback: [undo(owner)],
    };
  },
};
