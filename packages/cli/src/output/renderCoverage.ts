import {
  Coverage,
  IGNORE_ANNOTATION,
  KindCoverage,
  ReadState,
  resourceOfKind,
} from '@opsagent/engine';
import { count } from './describe';
import { Paint } from './paint';

const WORDS: Readonly<Record<ReadState, string>> = {
  complete: 'Read',
  partial: 'Read in part',
  forbidden: 'Forbidden',
  failed: 'Failed',
  notServed: 'Not served by the cluster',
  notCaptured: 'Not captured',
};

export interface CoverageOptions {
  /** What was looked at are manifests: of course nothing else was. */
  manifests?: boolean;
}

/** What could not be checked, and how much of the diagnosis that cost; then what annotations ask to ignore. Empty when there is neither. */
export function renderCoverage(
  coverage: Coverage,
  paint: Paint,
  options: CoverageOptions = {},
): string {
  const gaps = [
    ...(coverage.notes ?? []),
    ...(options.manifests ? manifestLines(coverage) : gapLines(coverage)),
  ];
  const broken = coverage.detectors.failed.map(
    ({ kind, detector, message }) =>
      `${capitalized(kind)} ${detector} broke: ${message}`,
  );
  const lines = [...gaps, ...broken, ...ignoreLines(coverage)];
  return gaps.length + broken.length > 0
    ? [paint('bold', 'Not checked'), ...lines.map(line => `  ${line}`)].join(
        '\n',
      )
    : lines.join('\n');
}

function manifestLines({ detectors: { skipped, total } }: Coverage) {
  return skipped.length > 0
    ? [
        `What needs a running cluster; and ${count(skipped.length, 'check')} of the ${total} for manifests, about kinds that are not among them; --output json names them.`,
      ]
    : ['What needs a running cluster.'];
}

function gapLines(coverage: Coverage) {
  const { skipped, total } = coverage.detectors;
  const restricted = coverage.kinds.find(each => each.namespaces?.length);
  return [
    ...(restricted?.namespaces
      ? [`Namespaces other than ${listed(restricted.namespaces)}`]
      : []),
    ...byState(coverage.kinds.filter(isUnread)).flatMap(stateLines),
    ...(skipped.length > 0
      ? [
          `${count(skipped.length, 'check')} of ${total} need that and did not run; --output json names them.`,
        ]
      : []),
  ];
}

function ignoreLines({ ignored, unknownIgnores = [] }: Coverage) {
  return [
    ...(ignored
      ? [
          `${count(ignored, 'finding')} silenced by the annotation ${IGNORE_ANNOTATION}`,
        ]
      : []),
    ...(unknownIgnores.length > 0
      ? [
          `The annotation ${IGNORE_ANNOTATION} names no rule with ${listed(unknownIgnores)}; \`opsagent explain\` lists them all.`,
        ]
      : []),
  ];
}

/** A kind read in some namespaces only is told once, by the namespaces. */
function isUnread({ state, namespaces }: KindCoverage) {
  return state !== 'complete' && !(state === 'partial' && namespaces);
}

function byState(unread: readonly KindCoverage[]) {
  const states = new Map<ReadState, KindCoverage[]>();
  for (const kind of unread) {
    states.set(kind.state, [...(states.get(kind.state) ?? []), kind]);
  }
  return [...states];
}

/** The messages of one state differ in little but the kind; one stands for all. */
function stateLines([state, kinds]: [ReadState, KindCoverage[]]) {
  const message = kinds.find(each => each.message)?.message;
  return [
    `${WORDS[state]}: ${kindsLine(kinds)}`,
    ...(message ? [`  such as: ${message}`] : []),
  ];
}

const MOST_ADD_ONS = 3;
const MOST_NAMES = 20;

/** Kinds of Kubernetes itself by name; those of add-ons, which many clusters lack, by their number where there are several. */
function kindsLine(kinds: readonly KindCoverage[]) {
  const names = kinds.map(each => each.kind);
  const ofAddOns = names.filter(each => resourceOfKind(each)?.optional);
  if (ofAddOns.length <= MOST_ADD_ONS) return listed(names);
  const others = names.filter(each => !ofAddOns.includes(each));
  const rest = count(ofAddOns.length, 'kind');
  return others.length > 0
    ? `${listed(others)}; ${rest} of add-ons`
    : `${rest} of add-ons`;
}

function listed(names: readonly string[]) {
  const more = names.length - MOST_NAMES;
  return more > 0
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more`
    : names.join(', ');
}

function capitalized(word: string) {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
