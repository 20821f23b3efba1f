import { configReferencesOf } from '../../detectors/configuration/references';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, patchStep, restart, undo, watch } from '../steps';
import { podSpecPatch } from '../templatePatch';

/** The ConfigMaps that the pods that suffer read. */
function configMapsOf({ pods }: Situation): string[] {
  const references = pods.slice(0, 1).flatMap(configReferencesOf);
  const names = references.flatMap(each =>
    each.kind === 'ConfigMap' ? [each.name] : [],
  );
  return [...new Set(names)];
}

function inConfigMaps(names: readonly string[]) {
  return names.length > 0
    ? [
        change(
          `Or correct it where it comes from ConfigMap ${names.join(' or ')}, keep the former value, and start the pods anew`,
        ),
      ]
    : [];
}

/** What sets right what a program is told by its environment, or runs the migration that it waits for. */
export const correctAppConfig: RecommendationRule = {
  id: 'correct-app-config',
  title: 'Correct the setting',
  causes: ['app-config-wrong', 'migration-missing'],
  action: 'create-pr',
  risk: 'medium',
  prior: 0.8,
  minutes: 15,
  requires: ['No other workload reads the same setting differently'],
  verify: 'The error no longer stands in the logs',
  undo: 'Write the former value again and start the pods anew',
  plan(situation) {
    const { owner, settable, container, evidence, answers, workload } =
      situation;
    if (situation.field(/automountServiceAccountToken$/))
      return {
        target: owner,
        steps: [
          look(`See that the program may have it: ${situation.message}`),
          patchStep(
            'Mount the token of the ServiceAccount in these pods',
            podSpecPatch(workload, { automountServiceAccountToken: true }),
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    const isLink = situation.field(/^spec\.enableServiceLinks$/);
    const isMigration = answers === 'migration-missing';
    const sources = configMapsOf(situation);
    const [, variable] =
      evidence
        .flatMap(each =>
          each.type === 'absence'
            ? [
                /^environment variable "([A-Za-z_][\w.]*)"/.exec(
                  each.part ?? '',
                ),
              ]
            : [],
        )
        .find(each => each) ?? [];
    const name =
      variable ?? blank('VARIABLE', 'the variable that the log names');
    const value = blank(
      'VALUE',
      'what the last good revision, or another environment, has',
    );
    return {
      target: owner,
      steps: isMigration
        ? [
            look(
              'Find the migration that creates what the log misses, and whether it ran',
              kubectl`get jobs -n ${owner.namespace}`,
            ),
            change('Run the migration'),
            restart(owner),
            watch(owner),
          ]
        : [
            look(
              'Compare the configuration with that of the last good revision',
              kubectl`set env ${on(settable)} --list`,
            ),
            isLink
              ? patchStep(
                  'Keep the addresses of Services out of the environment, if the program reads none of them',
                  podSpecPatch(workload, { enableServiceLinks: false }),
                )
              : undefined,
            change(
              isLink ? 'Or set the variable itself' : 'Set the variable',
              kubectl`set env ${on(settable)} -c ${container?.name} ${name}=${value}`,
            ),
            ...inConfigMaps(sources),
            watch(owner),
          ],
      rollback: isMigration
        ? [
            change(
              'Run the migration’s way back, if it has one; else restore the copy that was made before',
            ),
          ]
        : [
            undo(owner),
            sources.length > 0
              ? change(
                  'A revision does not hold what a ConfigMap says: if one was corrected, write its former value again and start the pods anew',
                )
              : undefined,
          ],
    };
  },
};
