import { Evidence, Incident, ObjectReference } from '@opsagent/engine';
import { objectKey } from '../entities/objectKey';
import { isOfHelper, isOfInfrastructure } from '../findings/cutToVisible';
import { NamedObjects } from './IncidentStore';

export interface IncidentReaderOptions {
  incident: Pick<Incident, 'subject' | 'causes' | 'findings'>;
  objects: NamedObjects;
  /** Entity refs. */
  visible: ReadonlySet<string>;
  /** Findings of the incident that the reader may see. */
  findings: ReadonlySet<string>;
  /** Those of these findings of which nothing is left out for the reader. */
  whole: ReadonlySet<string>;
  /** Whether what belongs to no entity is for this reader too. */
  unmapped: boolean;
}

/**
 * Judges what somebody may be told of an incident.
 *
 * Of what belongs to entities, whoever sees one of them. Of what belongs to nobody, whoever reads clusters, whoever sees an entity that caused the incident, as with
 * findings, and whoever sees a finding about it. Free text on it may speak of anybody whom it harms, so that is only for those who are told the findings in full.
 */
export class IncidentReader {
  readonly #options: IncidentReaderOptions;
  readonly #ownsCause: boolean;
  readonly #hidden: RegExp | undefined;

  constructor(options: IncidentReaderOptions) {
    const { incident, objects } = options;
    this.#options = options;
    this.#ownsCause = [incident.subject, incident.causes[0].subject].some(
      each => this.#owns(objects[objectKey(each)]?.entityRefs ?? []),
    );
    this.#hidden = this.#hiddenNames();
  }

  seesFinding(id: string): boolean {
    return this.#options.findings.has(id);
  }

  seesObject(object: ObjectReference): boolean {
    return this.#sees(objectKey(object));
  }

  seesEvidence(evidence: Evidence): boolean {
    if (evidence.type === 'unread' && !this.mayRead(evidence.reason))
      return false;
    const { object, type } = evidence;
    if (isOfInfrastructure(evidence)) return true;
    if (!this.seesObject(object)) return false;
    if (this.#isOwned(object)) return true;
    if (type === 'event' || type === 'log')
      return this.#seesWhole(this.#options.incident.findings);
    return this.seesTextOn(object) || isOfHelper(evidence, object);
  }

  /** Whether the reader may be told what is said of an object in free text. */
  seesTextOn(object: ObjectReference): boolean {
    if (!this.seesObject(object)) return false;
    if (this.#isOwned(object)) return true;
    const { subject } = this.#options.incident;
    const about = this.#isOwned(subject) ? [object] : [object, subject];
    return this.#seesWhole(about.flatMap(each => this.#findingsOn(each)));
  }

  /** Whether a text, or any text in a value, is free of the names of objects that the reader may not see. */
  mayRead(value: unknown): boolean {
    return !this.#hidden?.test(JSON.stringify(value));
  }

  #isOwned(object: ObjectReference) {
    const known = this.#options.objects[objectKey(object)];
    return known !== undefined && known.entityRefs.length > 0;
  }

  #findingsOn(object: ObjectReference) {
    return this.#options.objects[objectKey(object)]?.findings ?? [];
  }

  #seesWhole(findings: readonly string[]) {
    const { unmapped, whole } = this.#options;
    return unmapped || findings.every(each => whole.has(each));
  }

  #sees(key: string): boolean {
    const { findings, objects, unmapped } = this.#options;
    const object = objects[key];
    if (!object) return false;
    if (object.entityRefs.length > 0) return this.#owns(object.entityRefs);
    return (
      unmapped ||
      this.#ownsCause ||
      (object.findings ?? []).some(each => findings.has(each))
    );
  }

  #owns(entityRefs: readonly string[]) {
    return entityRefs.some(ref => this.#options.visible.has(ref));
  }

  #hiddenNames() {
    const names = Object.keys(this.#options.objects)
      .filter(key => !this.#sees(key))
      .map(key => key.slice(key.lastIndexOf('/') + 1))
      .filter(name => name !== '');
    if (names.length === 0) return undefined;
    const escaped = names.map(name =>
      name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
    return new RegExp(
      `(?<![A-Za-z0-9-])(?:${escaped.join('|')})(?![A-Za-z0-9-])`,
    );
  }
}
