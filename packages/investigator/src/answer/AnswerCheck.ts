import { EvidenceLedger } from '../ledger/EvidenceLedger';
import {
  problemsOfIds,
  readIds,
  unseenIdsIn,
  withoutUnseenIds,
} from '../ledger/idsIn';
import { Answer } from './Answer';
import { WrittenAnswer } from './modelAnswerSchema';

/** Holds an answer against what was seen. */
export class AnswerCheck {
  readonly #ledger: EvidenceLedger;

  constructor(options: { ledger: EvidenceLedger }) {
    this.#ledger = options.ledger;
  }

  /** What is wrong with an answer, in sentences that tell the model what to mend. */
  problemsOf(answer: WrittenAnswer): string[] {
    const { missing, outcome, statements } = answer;
    return [
      ...problemsOfIds(
        [
          ...statements.flatMap(each => each.evidence.flatMap(readIds)),
          ...answer.hostile_text.flatMap(readIds),
          ...textsOf(answer).flatMap(text =>
            unseenIdsIn(text, this.#ledger, this.#citedBy(answer)),
          ),
        ],
        this.#ledger,
      ),
      ...(outcome === 'not-determinable' && missing.length === 0
        ? ['missing: say what would have to be read, or who could know it']
        : []),
    ];
  }

  /** The answer as it is shown: what cannot be cited is left out, and what then rests on nothing is unproven. */
  settle(answer: WrittenAnswer): Omit<Answer, 'incidents'> {
    const cited = this.#citedBy(answer);
    const shown = (text: string) => withoutUnseenIds(text, this.#ledger, cited);
    return {
      outcome: answer.outcome,
      statements: answer.statements.map(({ evidence, text }) => {
        const seen = this.#seen(evidence);
        return {
          text: shown(text),
          evidence: seen,
          isProven: seen.length > 0,
        };
      }),
      missing: answer.missing.map(shown),
      nextQuestions: answer.next_questions.map(shown),
      hostileText: this.#seen(answer.hostile_text),
    };
  }

  /** What an answer rests on, without what it holds to be hostile. */
  #citedBy({ hostile_text: hostile, statements }: WrittenAnswer) {
    const ids = this.#seen(statements.flatMap(each => each.evidence));
    const hidden = hostile.flatMap(readIds);
    return ids
      .filter(id => !hidden.includes(id))
      .flatMap(id => this.#ledger.get(id) ?? []);
  }

  #seen(ids: readonly string[]) {
    return [...new Set(ids.flatMap(readIds))].filter(id =>
      this.#ledger.get(id),
    );
  }
}

function textsOf({
  missing,
  next_questions: questions,
  statements,
}: WrittenAnswer) {
  return [...statements.map(({ text }) => text), ...missing, ...questions];
}
