import { Cause, Detector, RecommendationRule } from '@opsagent/engine';
import {
  causesOf,
  recommendationsForCause,
  recommendationsForDetector,
  RuleBook,
} from '../rules/ruleBook';
import { Paint } from './paint';

type Section = readonly [heading: string, text: string | readonly string[]];

/** A detector's own documentation. */
export function renderDetector(
  detector: Detector,
  book: RuleBook,
  paint: Paint,
): string {
  const { id, title, tier, kinds, documentation, explainedBy = [] } = detector;
  const causes = causesOf(detector, book);
  return renderSections(
    `${paint('bold', id)}: ${title}`,
    [
      ['Tier', tier],
      ['Speaks', documentation?.speaks ?? ''],
      ['Silent', documentation?.silent ?? ''],
      ['Reads', kinds.join(', ')],
      ['Folded under', explainedBy.join(', ')],
      ['May be caused by', causes.map(each => `${each.id}: ${each.title}`)],
      [
        'What to do',
        recommendationsForDetector(detector, book).map(nameOfRecommendation),
      ],
      ['Rests on', documentation?.sources ?? []],
    ],
    paint,
  );
}

/** A cause's own documentation. */
export function renderCause(
  cause: Cause,
  book: RuleBook,
  paint: Paint,
): string {
  const { id, title, documentation, explains, provedBy = [] } = cause;
  return renderSections(
    `${paint('bold', id)}: ${title}`,
    [
      ['Named when', documentation?.speaks ?? ''],
      ['Not named when', documentation?.silent ?? ''],
      ['Proved by', provedBy.join(', ')],
      [
        'May explain',
        explains.filter(each => !provedBy.includes(each)).join(', '),
      ],
      [
        'What to do',
        recommendationsForCause(cause, book).map(nameOfRecommendation),
      ],
      ['Rests on', documentation?.sources ?? []],
    ],
    paint,
  );
}

/** A recommendation, without the names that only a situation gives. */
export function renderRecommendationRule(
  rule: RecommendationRule,
  paint: Paint,
): string {
  const { id, title, action, risk, causes, findings = [], verify, undo } = rule;
  return renderSections(
    `${paint('bold', id)}: ${title}`,
    [
      ['Action', action],
      ['Risk', risk],
      ['Answers', [...causes, ...findings].join(', ')],
      ['Worked when', verify],
      ['Taken back by', undo],
    ],
    paint,
  );
}

function nameOfRecommendation({ id, title }: RecommendationRule) {
  return `${id}: ${title}`;
}

function renderSections(
  head: string,
  sections: readonly Section[],
  paint: Paint,
): string {
  const lines = sections.flatMap(([heading, text]) => {
    const [first, ...further] = typeof text === 'string' ? [text] : text;
    if (!first) return [];
    const label = paint('dim', `${heading}:`.padEnd(18));
    return [`${label}${first}`, ...further.map(each => ' '.repeat(18) + each)];
  });
  return [head, ...lines, ''].join('\n');
}
