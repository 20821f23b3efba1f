import { knownVariables } from '../../detectors/configuration/knownVariables';
import { absence, field, referenceTo } from '../../findings/evidence';
import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { failingContainers } from '../failingContainers';
import { Told, tellsThat, toldBy } from '../reading/told';

/**
 * The program refuses its own configuration: it cannot read it, misses a variable, or is pointed at a database that does not exist.
 *
 * A variable that the container does have refutes it; one that no source defines proves it.
 */
export const appConfigWrong: Cause = {
  id: 'app-config-wrong',
  title: 'The program’s configuration is wrong',
  explains: failingContainers,
  touchedBy: ['configuration', 'command', 'mounts'],

  *assess(context) {
    const told = toldBy(context.failures, [
      'log.missing-env',
      'log.config-parse',
      'log.unknown-database',
    ]);
    if (!told) return;
    const variable = variableEvidence(told, context);
    if (variable === 'refuted') return;
    yield {
      message: tellsThat(told),
      evidence: [...told.evidence, ...variable],
    };
  },
};

function variableEvidence(
  { match, failure: { container } }: Told,
  context: CauseContext,
): WeighedEvidence[] | 'refuted' {
  const { name } = match;
  const { pod, spec, specPath } = container;
  if (match.signature.id !== 'log.missing-env' || !name || !spec) return [];
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) return [];
  const index = (spec.env ?? []).findIndex(each => each.name === name);
  const declared = spec.env?.[index];
  if (declared?.value) return 'refuted';
  if (declared?.valueFrom) return [];
  if (declared)
    return [
      {
        evidence: field(pod, `${specPath}.env[${index}].value`, ''),
        as: 'contradiction',
      },
    ];
  const known = knownVariables(pod, spec, context);
  if (!known) return [];
  if (known.has(name)) return 'refuted';
  return [
    {
      evidence: absence(
        referenceTo(pod),
        `environment variable "${name}" in container ${container.name}`,
      ),
      as: 'contradiction',
    },
  ];
}
