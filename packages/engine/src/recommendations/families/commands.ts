import { shownProgram } from '../../detectors/shared/shownProgram';
import { containerIn } from '../Situation';
import { blank } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import {
  change,
  look,
  patchStep,
  remove,
  replace,
  test,
  undo,
  watch,
} from '../steps';
import { containerOperations, containerPatch } from '../templatePatch';

export const commandRules: readonly RecommendationRule[] = [
  {
    id: 'fix-command',
    title: 'Correct the command, its arguments or a mount',
    causes: ['command-wrong', 'mount-hides-files'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.85,
    minutes: 5,
    requires: ['The entrypoint of the image is known'],
    verify: 'The container starts and keeps running',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, container, lastGood, finding, answers } =
        situation;
      const before = containerIn(lastGood?.template, container?.name)?.spec;
      const command = container?.spec.command;
      const mount = (container?.spec.volumeMounts ?? []).findIndex(
        each =>
          finding.message.includes(each.mountPath) && each.mountPath !== '/',
      );
      const isMount = answers === 'mount-hides-files' || mount >= 0;
      // Further words of a command may carry credentials: those stay in the revision.
      const [program, ...words] = before?.command ?? [];
      const former =
        program !== undefined &&
        program === shownProgram(before?.command) &&
        words.length === 0 &&
        program !== command?.[0]
          ? program
          : undefined;
      return {
        target: owner,
        parameters: [
          former
            ? {
                name: 'command',
                current: shownProgram(command) ?? null,
                proposed: former,
                because: `revision ${lastGood?.number} has it`,
              }
            : undefined,
        ],
        steps: [
          look(
            `Read which path or program cannot be started: ${finding.message}`,
          ),
          isMount && mount >= 0
            ? patchStep(
                'Mount the volume where it covers nothing that the image needs',
                containerOperations(workload, container, path => [
                  test(
                    path('volumeMounts', mount, 'mountPath'),
                    container?.spec.volumeMounts?.[mount].mountPath,
                  ),
                  replace(
                    path('volumeMounts', mount, 'mountPath'),
                    blank('PATH', 'a path that the image does not use'),
                  ),
                ]),
              )
            : undefined,
          former
            ? patchStep(
                'Write the command of the last good revision',
                containerPatch(workload, container, {
                  command: [former],
                }),
              )
            : undefined,
          command && !former
            ? patchStep(
                'If the image has a fitting entrypoint, use that one',
                containerOperations(workload, container, path => [
                  remove(path('command')),
                ]),
              )
            : undefined,
          command
            ? patchStep(
                'Or name the program that the image has',
                containerPatch(workload, container, {
                  command: [
                    blank('PROGRAM', 'the path of the program in the image'),
                  ],
                }),
              )
            : change(
                'The image states the command itself: correct it there, or state another one in the template',
              ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'fix-runtime-user',
    title: 'Give the container a fitting user or port',
    causes: ['runtime-user-unfit'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.85,
    minutes: 10,
    requires: ['The files that it needs do not belong to root in the image'],
    verify: 'The container starts',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, container, finding } = situation;
      return {
        target: owner,
        steps: [
          look(`Find the user that the image was made for: ${finding.message}`),
          patchStep(
            'Let it run as that user, by its number',
            containerPatch(workload, container, {
              securityContext: {
                runAsNonRoot: true,
                runAsUser: blank(
                  'USER',
                  'the number of a user other than 0 that the image was made for, as its documentation says',
                ),
              },
            }),
          ),
          change(
            'A program that listens below 1024 should listen higher, and the Service lead there',
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
];
