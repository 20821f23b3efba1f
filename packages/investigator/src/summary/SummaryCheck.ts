import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { idsIn } from '../ledger/idsIn';
import { SummarySentence } from './Summary';
import { WrittenSummary } from './writtenSummarySchema';

/** Holds an explanation against what the model was told. */
export class SummaryCheck {
  readonly #ledger: EvidenceLedger;
  readonly #recommendations: ReadonlySet<string>;

  constructor(options: {
    incident: Pick<IncidentCase, 'recommendations'>;
    ledger: EvidenceLedger;
  }) {
    this.#ledger = options.ledger;
    this.#recommendations = new Set(
      options.incident.recommendations.map(each => each.id),
    );
  }

  /** What is wrong with it, in sentences that tell the model what to mend. */
  problemsOf({ sentences }: WrittenSummary): string[] {
    return sentences.flatMap((sentence, index) => {
      const at = `sentences.${index}`;
      const { evidence, recommendations, text } = sentence;
      return [
        ...evidence
          .filter(id => !this.#ledger.get(id))
          .map(id => `${at}.evidence: ${id} is not among the facts`),
        ...recommendations
          .filter(id => !this.#recommendations.has(id))
          .map(id => `${at}.recommendations: ${id} is not one of the given`),
        ...(evidence.length + recommendations.length === 0
          ? [`${at}: cite what it rests on`]
          : []),
        ...(this.#namesIds(text)
          ? [`${at}.text: name no ids in it, only under evidence`]
          : []),
      ];
    });
  }

  /** The sentences that rest on something the model was told, with that alone; without ids in what people read. */
  settle({ sentences }: WrittenSummary): SummarySentence[] {
    return sentences
      .map(({ evidence, recommendations, text }) => ({
        text,
        evidence: evidence.filter(id => this.#ledger.get(id)),
        recommendations: recommendations.filter(id =>
          this.#recommendations.has(id),
        ),
      }))
      .filter(
        ({ evidence, recommendations, text }) =>
          evidence.length + recommendations.length > 0 && !this.#namesIds(text),
      );
  }

  /** Whether a text has an id in it; what the facts themselves name so is a name. */
  #namesIds(text: string) {
    const told = this.#ledger
      .entries()
      .map(each => JSON.stringify([each.about, each.text]));
    return idsIn(text).some(id => !told.some(each => each.includes(id)));
  }
}
