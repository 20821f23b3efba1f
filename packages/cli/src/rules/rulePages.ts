import { Cause, Detector, RecommendationRule } from '@opsagent/engine';
import {
  areaOf,
  causesOf,
  recommendationsForCause,
  recommendationsForDetector,
  RuleBook,
} from './ruleBook';

/** A page of docs/ that is written from the rules. */
export interface RulePage {
  /** Relative to docs/. */
  path: string;
  text: string;
}

const GENERATED =
  'Written by `npm run docs` from the rules themselves. `opsagent explain <id>` prints the same.';

/** The pages about detectors, causes and recommendations. */
export function rulePages(book: RuleBook): RulePage[] {
  return [
    { path: 'detectors.md', text: detectorsPage(book) },
    { path: 'causes.md', text: causesPage(book) },
    { path: 'recommendations.md', text: recommendationsPage(book) },
  ];
}

function detectorsPage(book: RuleBook) {
  const areas = new Map<string, Detector[]>();
  for (const each of book.detectors) {
    const area = areaOf(each.id);
    areas.set(area, [...(areas.get(area) ?? []), each]);
  }
  const tiers = (['problem', 'risk', 'hygiene'] as const).map(
    tier =>
      `${book.detectors.filter(each => each.tier === tier).length} of tier ${tier}`,
  );
  return page('Detectors', [
    `${book.detectors.length} rules: ${tiers.join(', ')}. A detector may give a single finding another tier where its condition says so.`,
    ...[...areas.keys()]
      .sort()
      .flatMap(area => [
        `## ${area}`,
        ...(areas.get(area) ?? [])
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map(each => detectorSection(each, book)),
      ]),
  ]);
}

function detectorSection(detector: Detector, book: RuleBook) {
  const { id, title, tier, kinds, documentation, explainedBy = [] } = detector;
  return section(id, title, documentation?.speaks, [
    ['Silent', documentation?.silent],
    ['Tier', tier],
    ['Reads', kinds.join(', ')],
    ['Folded under', codes(explainedBy)],
    ['May be caused by', links('causes.md', causesOf(detector, book))],
    [
      'What to do',
      links('recommendations.md', recommendationsForDetector(detector, book)),
    ],
    ['Rests on', (documentation?.sources ?? []).map(linkTo).join(', ')],
  ]);
}

function causesPage(book: RuleBook) {
  const { causes } = book;
  return page('Causes', [
    `${causes.length} causes. A finding of tier problem that stands under none of them, and that is no mere symptom, is its own cause.`,
    ...[...causes]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(each => causeSection(each, book)),
  ]);
}

function causeSection(cause: Cause, book: RuleBook) {
  const { id, title, documentation, explains, provedBy = [] } = cause;
  return section(id, title, documentation?.speaks, [
    ['Not named', documentation?.silent],
    ['Proved by', codes(provedBy)],
    ['May explain', codes(explains.filter(each => !provedBy.includes(each)))],
    [
      'What to do',
      links('recommendations.md', recommendationsForCause(cause, book)),
    ],
    ['Rests on', (documentation?.sources ?? []).map(linkTo).join(', ')],
  ]);
}

function recommendationsPage({ recommendations }: RuleBook) {
  return page('Recommendations', [
    `${recommendations.length} recommendations. In a diagnosis each comes with its steps, the commands and patches with the names of the situation, what must hold before, and how to take it back.`,
    ...[...recommendations]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(recommendationSection),
  ]);
}

function recommendationSection(rule: RecommendationRule) {
  const { id, title, action, risk, prior, minutes, causes } = rule;
  const requirements = (rule.requires ?? []).map(each =>
    typeof each === 'string' ? each : each.text,
  );
  return section(id, title, undefined, [
    ['Answers', codes([...causes, ...(rule.findings ?? [])])],
    ['Action', action],
    ['Risk', risk],
    [
      'Cures the cause, if it is the cause, with',
      `${Math.round(prior * 100)} %`,
    ],
    [
      'Takes, as a rule',
      minutes === undefined ? undefined : `${minutes} minutes`,
    ],
    ['Only when', requirements.join('; ')],
    ['Has worked when', rule.verify],
    ['Taken back by', rule.undo],
  ]);
}

function page(title: string, parts: readonly string[]) {
  return `# ${title}\n\n${[GENERATED, ...parts].join('\n\n')}\n`;
}

type Entry = readonly [heading: string, text: string | undefined];

function section(
  id: string,
  title: string,
  opening: string | undefined,
  entries: readonly Entry[],
) {
  const list = entries.flatMap(([heading, text]) =>
    text ? [`- ${heading}: ${text}`] : [],
  );
  return [
    `### ${id}`,
    escape(title + (opening ? `. ${opening}` : '')),
    list.map(escape).join('\n'),
  ].join('\n\n');
}

function codes(ids: readonly string[]) {
  return ids.map(each => `\`${each}\``).join(', ');
}

/** A heading's anchor has no dots. */
function links(path: string, rules: readonly { id: string }[]) {
  return rules
    .map(({ id }) => `[${id}](${path}#${id.replace(/\./g, '')})`)
    .join(', ');
}

function linkTo(url: string) {
  const { host, pathname, hash } = new URL(url);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  return `[${host}: ${last}${hash}](${url})`;
}

/** Angle brackets stand for names here, never for HTML. Code is left as it is. */
function escape(text: string) {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 0 ? part.replace(/</g, '&lt;').replace(/\*/g, '\\*') : part,
    )
    .join('');
}
