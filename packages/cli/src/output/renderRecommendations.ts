import {
  Recommendation,
  RecommendationParameter,
  RecommendationStep,
  describeObject,
} from '@opsagent/engine';
import { Paint } from './paint';

/** What to do about an incident: the first in full, the others by what they are, so that nobody has to choose from a wall of text. */
export function recommendationLines(
  recommendations: readonly Recommendation[],
  paint: Paint,
): string[] {
  const [first, ...others] = recommendations;
  if (!first) return [];
  return [
    paint('bold', `What to do: ${first.title}`) +
      paint('dim', `  ${first.id}${worth(first)}`),
    ...bodyLines(first, paint),
    ...others.map(
      each => `Or: ${each.title}${paint('dim', `  ${each.id}${worth(each)}`)}`,
    ),
    ...(others.some(each => each.steps.length > 0)
      ? [paint('dim', 'The steps of each stand in --output json.')]
      : []),
  ];
}

/** One recommendation with its steps. */
export function renderRecommendation(
  recommendation: Recommendation,
  paint: Paint,
): string {
  const { title, target, id, findings } = recommendation;
  const many =
    findings.length > 1 ? paint('dim', ` for ${findings.length} findings`) : '';
  return [
    `${paint('bold', title)}: ${describeObject(target)}${many}  ${paint('dim', id)}`,
    ...bodyLines(recommendation, paint).map(line => `  ${line}`),
  ].join('\n');
}

function worth({ confidence, risk, minutes }: Recommendation) {
  return [
    '',
    ...(confidence > 0 ? [`helps with ${Math.round(confidence * 100)} %`] : []),
    `${risk} risk`,
    ...(minutes === undefined ? [] : [`about ${minutes} min`]),
  ].join(', ');
}

function bodyLines(
  {
    action,
    steps,
    parameters,
    preconditions,
    rollback,
    verification,
  }: Recommendation,
  paint: Paint,
) {
  const told = parameters.filter(each => each.proposed !== undefined);
  const failing = preconditions.filter(each => each.holds === false);
  const open = preconditions.filter(each => each.holds === undefined);
  const changes = steps.some(each => each.changes);
  return [
    ...failing.map(each => paint('yellow', `Not fulfilled: ${each.text}`)),
    ...(action === 'create-pr' && failing.length === 0
      ? ['Best done at its source, by a pull request.']
      : []),
    ...told.map(describeChange),
    ...steps.flatMap((step, index) => stepLines(step, `${index + 1}.`, paint)),
    ...blankLines(parameters, steps),
    ...(changes && open.length > 0
      ? ['Only if:', ...open.map(each => `· ${each.text}`)]
      : []),
    ...verification
      .slice(0, changes ? 1 : 0)
      .map(each => `It has worked when: ${each.text}`),
    ...(changes && rollback.length > 0
      ? [
          'To take it back:',
          ...rollback.flatMap(step => stepLines(step, '·', paint)),
        ]
      : []),
  ];
}

/** `memory limit: 256Mi → 384Mi (one and a half times the present one)`. */
function describeChange({
  name,
  current,
  proposed,
  because,
}: RecommendationParameter) {
  const before = current === undefined ? '' : `${valueOf(current)} → `;
  return `${name}: ${before}${valueOf(proposed)} (${because})`;
}

function valueOf(value: unknown) {
  if (value === null) return 'not set';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function stepLines(
  { text, command, drift }: RecommendationStep,
  bullet: string,
  paint: Paint,
) {
  const note = drift ? ' (in an emergency only: its source will undo it)' : '';
  return [
    `${bullet} ${text}${note}`,
    ...(command ? [`     ${paint('cyan', command)}`] : []),
  ];
}

/** What has to be filled in before a command may be run. */
function blankLines(
  parameters: readonly RecommendationParameter[],
  steps: readonly RecommendationStep[],
) {
  const open = new Set(steps.flatMap(each => each.open ?? []));
  const blanks = parameters.filter(
    each => each.proposed === undefined && open.has(each.name),
  );
  return blanks.length > 0
    ? ['Fill in:', ...blanks.map(each => `· <${each.name}>: ${each.because}`)]
    : [];
}
