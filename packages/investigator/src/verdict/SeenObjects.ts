import { describeObject, ObjectReference } from '@opsagent/engine';
import { IncidentCase } from '../IncidentCase';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { namesWord } from '../ledger/namesWord';
import { WrittenVerdict } from './modelVerdictSchema';

type WrittenSubject = WrittenVerdict['hypotheses'][number]['subject'];

const MOST_NAMED = 5;

/** The objects that a verdict may be about: those that the incident and the ledger speak of. */
export class SeenObjects {
  readonly #references: readonly ObjectReference[];
  readonly #ledger: EvidenceLedger;

  constructor(options: { incident: IncidentCase; ledger: EvidenceLedger }) {
    const { incident, ledger } = options;
    this.#ledger = ledger;
    this.#references = [
      incident.subject,
      ...incident.causes.map(each => each.subject),
      ...incident.findings.flatMap(each => [each.subject, ...each.affected]),
      ...ledger.entries().flatMap(({ about }) => (about ? [about] : [])),
    ];
  }

  /** The object that a model means: it may write the kind small, as plural or without its group, and leave away a namespace that is clear. */
  find(written: WrittenSubject): ObjectReference | undefined {
    const alike = this.#references.filter(
      each =>
        isSameKind(each.kind, written.kind) &&
        each.name.toLowerCase() === written.name.toLowerCase(),
    );
    const namespace = namespaceOf(written);
    const there = alike.find(each => each.namespace === namespace);
    if (there) return referenceOf(there);
    const isClear = new Set(alike.map(each => each.namespace)).size === 1;
    if (namespace === undefined && isClear) return referenceOf(alike[0]);
    return this.#named(written);
  }

  /** Objects that the model may have meant instead, as it read them. */
  near({ kind, name }: WrittenSubject): string[] {
    const near = this.#references.filter(
      each => each.name === name || isSameKind(each.kind, kind),
    );
    return [...new Set(near.map(describeObject))].slice(0, MOST_NAMED);
  }

  /** What only a text names, such as the Secret that an event misses. */
  #named(written: WrittenSubject): ObjectReference | undefined {
    const isNamed = this.#ledger
      .entries()
      .some(
        ({ text }) =>
          namesWord(text, written.name) && namesWord(text, written.kind),
      );
    return isNamed
      ? referenceOf({ ...written, namespace: namespaceOf(written) })
      : undefined;
  }
}

function referenceOf({ kind, name, namespace }: ObjectReference) {
  return { kind, ...(namespace ? { namespace } : {}), name };
}

/** Models write the absence of a namespace in many ways. */
function namespaceOf({ namespace }: WrittenSubject): string | undefined {
  return namespace && !/^(null|none|-)$/i.test(namespace)
    ? namespace
    : undefined;
}

function isSameKind(kind: string, written: string): boolean {
  const [plain, asked] = [kind, written].map(each =>
    each.split('.')[0].toLowerCase(),
  );
  return [
    plain,
    `${plain}s`,
    `${plain}es`,
    plain.replace(/y$/, 'ies'),
  ].includes(asked);
}
