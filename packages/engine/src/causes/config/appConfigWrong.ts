import { knownVariables } from '../../detectors/configuration/knownVariables';
import { absence, field, referenceTo } from '../../findings/evidence';
import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { failingContainers } from '../failingContainers';
import { Told, tellsThat, toldBy } from '../reading/told';

/** The program refuses its own configuration. */
export const appConfigWrong: Cause = {
  id: 'app-config-wrong',
  title: 'The program’s configuration is wrong',
  explains: failingContainers,
  touchedBy: ['configuration', 'command', 'mounts'],
  isSharedByRevision: true,
  documentation: {
    speaks:
      'The log says that the program cannot read its configuration, misses a variable, or was pointed at a database that does not exist. A variable that no source defines proves it. Without such a line it is possible where only pods that were started since a write of their configuration fail.',
    silent:
      'Refuted by a variable that the container does have, and by a pod of the same revision that is well and was started after the last write of its configuration.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    ],
  },

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
