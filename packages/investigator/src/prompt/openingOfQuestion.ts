import { Exchange } from '../answer/Exchange';
import { QuestionSubject } from '../answer/QuestionSubject';
import { InvestigationScope } from '../cluster/InvestigationScope';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { Fact, LedgerEntry } from '../ledger/Fact';
import { estimateTokens } from '../model/tokenUsage';
import { Privacy } from '../privacy/Privacy';
import { Opening, openingOf, tellNow } from './openingOf';
import { tellFacts, tokensOfFact } from './tellFacts';

export interface QuestionToOpen {
  question: string;
  subject: QuestionSubject;
  /** Undefined where there is no cluster to look at. */
  scope?: InvestigationScope;
  /** Those of the conversation that are told again, oldest first. */
  earlier: readonly Exchange[];
  /** How many before these are not. */
  dropped: number;
  /** Tokens that the subject may take, about. */
  room: number;
  /** The moment as which the cluster is seen. */
  now: Date;
}

/** Enters what is known of the subject in the ledger, and tells it with what was asked before and the question. */
export function openingOfQuestion(
  { question, subject, scope, earlier, dropped, room, now }: QuestionToOpen,
  ledger: EvidenceLedger,
  privacy: Pick<Privacy, 'hideCredentials' | 'learnFrom'>,
): Opening {
  const about =
    subject.type === 'incident'
      ? openingOf({
          incident: subject.incident,
          ledger,
          privacy,
          room,
          now,
          scope: scope ?? new InvestigationScope([]),
        })
      : openingOfSubject(subject, { scope, room, now }, ledger);
  const cited = citedBefore(earlier);
  return {
    facts: [...about.facts, ...cited],
    text: [
      about.text,
      '',
      ...(earlier.length + dropped > 0
        ? ['Earlier in this conversation:', ...tellEarlier(earlier, dropped)]
        : []),
      ...(cited.length > 0
        ? ['', 'Facts that these answers cite:', tellFacts(cited)]
        : []),
      '',
      'Question:',
      JSON.stringify(question),
    ].join('\n'),
  };
}

function openingOfSubject(
  { type, name, facts, cut }: Exclude<QuestionSubject, { type: 'incident' }>,
  { scope, room, now }: Pick<QuestionToOpen, 'room' | 'scope' | 'now'>,
  ledger: EvidenceLedger,
): Opening {
  const head = `Subject ${JSON.stringify({ [type]: name })}`;
  const told = firstWithin(room - estimateTokens(head), facts);
  const entries = told.map(each => ledger.enter(each));
  const left = facts.length - told.length;
  return {
    facts: entries,
    text: [
      head,
      '',
      'Facts:',
      entries.length > 0 ? tellFacts(entries) : 'none',
      ...(left > 0
        ? [`[cut: ${left} more facts, for which there is no room]`]
        : []),
      ...(cut ? [`[cut: ${cut}]`] : []),
      '',
      tellNow(now),
      scope
        ? `You may look at ${scope.describe()}.`
        : 'Nothing of it runs in a cluster that you could look at.',
    ].join('\n'),
  };
}

/** The first facts, the most important of all whatever its length, and then those for which there is room. */
function firstWithin(room: number, facts: readonly Fact[]): Fact[] {
  let left = room;
  return facts.filter((fact, index) => {
    const size = tokensOfFact(fact);
    if (size > left && index > 0) return false;
    left -= size;
    return true;
  });
}

function tellEarlier(earlier: readonly Exchange[], dropped: number) {
  return [
    ...(dropped > 0
      ? [`[cut: ${dropped} earlier questions, for which there is no room]`]
      : []),
    ...earlier.map(({ answer, question }) =>
      JSON.stringify({
        question,
        answer:
          answer?.statements.map(({ evidence, text }) => ({
            text,
            evidence,
          })) ?? null,
      }),
    ),
  ];
}

function citedBefore(earlier: readonly Exchange[]): LedgerEntry[] {
  const cited = earlier.flatMap(({ evidence }) => evidence);
  return [...new Map(cited.map(each => [each.id, each])).values()];
}
