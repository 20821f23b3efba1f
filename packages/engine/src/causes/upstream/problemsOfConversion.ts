import { failingContainers } from '../failingContainers';
import { CauseContext } from '../Cause';
import { logEvidence } from '../../findings/evidence';
import { problemsOfBackends } from './backends';
import { Upstream } from './Upstream';

/** As the API server words it: group, version and kind of what it converts. */
const CONVERSION =
  /conversion webhook for ([a-z0-9.-]{1,253})\/[a-z0-9]{1,63}, Kind=(\w{1,63}) failed/i;

/** For a container whose log says that the API server cannot convert a kind: what is wrong with that conversion. For an API: what is wrong with the workload behind it. */
export function* problemsOfConversion(
  context: CauseContext,
): Iterable<Upstream> {
  if (!failingContainers.includes(context.finding.detector)) {
    yield* problemsOfBackends(context);
    return;
  }
  const broken = context.foundBy(['crd.conversion-broken']);
  if (broken.length === 0) return;
  for (const { container, lines } of context.failures) {
    for (const line of lines) {
      const [, group, kind] = CONVERSION.exec(line) ?? [];
      for (const problem of group ? broken : [])
        if (isAbout(problem.subject.name, group, kind, context))
          yield {
            problem,
            evidence: [
              {
                evidence: logEvidence(container.pod, container.name, [line]),
                as: 'text',
              },
            ],
          };
    }
  }
}

function isAbout(
  definition: string,
  group: string,
  kind: string,
  { snapshot }: CauseContext,
) {
  const names = snapshot.get('CustomResourceDefinition', undefined, definition)
    ?.spec?.names;
  return definition.endsWith(`.${group}`) && names?.kind === kind;
}
