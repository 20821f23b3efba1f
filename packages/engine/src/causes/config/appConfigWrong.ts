import { knownVariables } from '../../detectors/configuration/knownVariables';
import { containersOf } from '../../detectors/shared/containers';
import { nameOf } from '../../detectors/shared/sightings';
import { FieldEvidence } from '../../findings/Finding';
import {
  absence,
  field,
  logEvidence,
  referenceTo,
} from '../../findings/evidence';
import {
  Cause,
  CauseContext,
  HypothesisDraft,
  WeighedEvidence,
} from '../Cause';
import { configurationWrites } from '../changes/configurationWrites';
import { failingContainers } from '../failingContainers';
import { TOLERANCE } from '../precedes';
import { Told, tellsThat, toldBy } from '../reading/told';
import { mountedComplaint } from './mountedComplaint';
import { missingToken } from './missingToken';
import { mistakenLink } from './mistakenLink';

/** The program refuses its own configuration. */
export const appConfigWrong: Cause = {
  id: 'app-config-wrong',
  title: 'The program’s configuration is wrong',
  explains: failingContainers,
  touchedBy: ['configuration', 'command', 'mounts'],
  isSharedByRevision: true,
  changes: context => configurationWrites(context).known,
  documentation: {
    speaks:
      'The log says that the program cannot read its configuration, misses a variable, was pointed at a database that does not exist, was given another identity than its data was written under, or complains in whatever words of a file that it is given from a ConfigMap or Secret. A variable that no source defines proves it, and so does a complaint of the address that the kubelet put into a variable for a Service, or of a token of the ServiceAccount that pod or account say not to mount. Without such a line it is possible where only pods that were started since a write of their configuration fail.',
    silent:
      'Refuted by a variable that the container does have, and by a pod of the same revision that is well and was started after the last write of its configuration.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
      'https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
    ],
  },

  *assess(context) {
    const proved = mistakenLink(context) ?? missingToken(context);
    if (proved) {
      yield proved;
      return;
    }
    const told = toldBy(context.failures, [
      'log.missing-env',
      'log.config-parse',
      'log.identity-changed',
      'log.unknown-database',
    ]);
    const since = writtenSince(context);
    if (!told) {
      const changed = changedVariable(context);
      const complaint = changed ?? mountedComplaint(context);
      if (complaint) yield complaint;
      else if (since) yield since;
      return;
    }
    const variable = variableEvidence(told, context);
    if (variable === 'refuted') return;
    yield {
      message: tellsThat(told),
      evidence: [...told.evidence, ...variable, ...(since?.evidence ?? [])],
    };
  },
};

const MOST_LINES = 200;
const VARIABLE = /\.env\[([A-Z][A-Z0-9_]{2,80})\]$/;

/** The log names a variable that the last change of the template set, removed or changed. */
function changedVariable({
  change,
  failures,
}: CauseContext): HypothesisDraft | undefined {
  for (const { aspect, evidence } of change?.fields ?? []) {
    const name = VARIABLE.exec(evidence.path)?.[1];
    if (aspect !== 'configuration' || !name) continue;
    const word = new RegExp(`\\b${name}\\b`);
    for (const { container, lines } of failures) {
      const line = lines.slice(-MOST_LINES).find(each => word.test(each));
      if (line)
        return {
          message: `Container ${container.name} of ${nameOf(referenceTo(container.pod))} ends over variable ${name}, which the last change touched`,
          evidence: [
            {
              evidence: logEvidence(container.pod, container.name, [line]),
              as: 'text',
            },
          ],
        };
    }
  }
  return undefined;
}

/** Nothing is told, but pods that were started before a write of their configuration are well, and those that were started since are not. */
function writtenSince(context: CauseContext): HypothesisDraft | undefined {
  const { comparison, finding } = context;
  for (const { at, evidence } of configurationWrites(context).known) {
    const written = Date.parse(at);
    if (Date.parse(finding.since ?? '') + TOLERANCE < written) continue;
    const earlier = comparison.healthyAlike.flatMap(pod =>
      startedBefore(pod, written),
    );
    const isSince = comparison.failing.every(
      pod => startedBefore(pod, written).length === 0,
    );
    if (earlier.length === 0 || !isSince) continue;
    return {
      message: `Only pods of ${nameOf(finding.subject)} that were started since ${nameOf(evidence.object)} was written fail`,
      evidence: [{ evidence: earlier[0], as: 'comparison' }],
    };
  }
  return undefined;
}

function startedBefore(
  pod: CauseContext['comparison']['failing'][number],
  time: number,
): FieldEvidence[] {
  return containersOf(pod).flatMap(({ role, status, statusPath }) => {
    const startedAt = status.state?.running?.startedAt;
    return role === 'main' && startedAt && Date.parse(startedAt) < time
      ? [field(pod, `${statusPath}.state.running.startedAt`, startedAt)]
      : [];
  });
}

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
