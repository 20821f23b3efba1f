import { Analysis, Recommendation } from '@opsagent/engine';
import { nameOf } from './expectedFindings';

/** kubectl has no dry run of these; other tools are not at hand. */
const WITHOUT_DRY_RUN =
  /^kubectl rollout (?:restart|pause|resume)|^(?!kubectl |printf )/;

/** The commands of a recommendation that change something and lack no value, in their order. */
export function readyCommands({ steps }: Recommendation): string[] {
  return steps.flatMap(({ changes, command, open }) =>
    changes && command && !open ? [command] : [],
  );
}

/** Every command of an analysis that can be tried. What is made anew after it was deleted cannot be, while it is still there. */
export function tryableCommands({
  incidents,
  recommendations,
}: Analysis): string[] {
  const all = [
    ...incidents.flatMap(each => each.recommendations),
    ...recommendations,
  ];
  const commands = all.flatMap(each => {
    const ready = readyCommands(each);
    const deletes = ready.findIndex(command => / delete /.test(command));
    return ready.filter(
      (command, index) =>
        deletes < 0 || index <= deletes || !command.startsWith('printf '),
    );
  });
  return [...new Set(commands)].filter(each => !WITHOUT_DRY_RUN.test(each));
}

/**
 * What a recommendation offers for a finding, or for the incident that it belongs to.
 *
 * @param finding - as `nameOf` tells it
 * @throws Error if there is no such finding, or nothing ready is offered for it
 */
export function readyCommandsFor(
  { findings, incidents, recommendations }: Analysis,
  finding: string,
  recommendation: string,
): string[] {
  const ids = findings
    .filter(each => nameOf(each) === finding)
    .map(each => each.id);
  const offered = [
    ...incidents
      .filter(each => each.findings.some(id => ids.includes(id)))
      .flatMap(each => each.recommendations),
    ...recommendations.filter(each =>
      each.findings.some(id => ids.includes(id)),
    ),
  ];
  const wanted = offered.find(({ id }) => id === recommendation);
  const commands = wanted ? readyCommands(wanted) : [];
  if (commands.length > 0) return commands;
  throw new Error(
    ids.length === 0
      ? `Not found: ${finding}`
      : `${recommendation} offers nothing ready for ${finding}; there is ${offered.map(each => each.id)}`,
  );
}
