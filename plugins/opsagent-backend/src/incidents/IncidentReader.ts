import { CauseHypothesis, Incident, ObjectReference } from '@opsagent/engine';
import { nameOfKey, objectKey } from '../entities/objectKey';
import { ObjectReader } from '../findings/ObjectReader';
import { isOfHelper, isOfInfrastructure } from '../findings/cutToVisible';
import { NamedObjects } from './IncidentStore';
import { EvidenceSource } from './KeptSummary';

export interface IncidentReaderOptions {
  incident: Pick<Incident, 'subject' | 'findings'> & {
    /** The likeliest first. */
    causes: readonly Pick<CauseHypothesis, 'subject'>[];
  };
  objects: NamedObjects;
  reader: ObjectReader;
  /** Findings of the incident that the reader may see. */
  findings: ReadonlySet<string>;
  /** Those of these findings of which nothing is left out for the reader. */
  whole: ReadonlySet<string>;
  /** Entities of objects that these findings name to the reader. */
  entityRefs: ReadonlySet<string>;
}

/**
 * Judges what somebody may be told of an incident.
 *
 * Of what belongs to entities, whoever sees one of them. Of what belongs to nobody, whoever reads clusters, whoever sees an entity that caused the incident, as with
 * findings, and whoever sees a finding about it. Free text on it may speak of anybody whom it harms, so that is only for those who are told the findings in full.
 *
 * Of what the conditions of a policy hold back, nobody: an object of which no finding is visible or, when there is no finding about it, which does not meet them itself.
 */
export class IncidentReader {
  readonly #options: IncidentReaderOptions;
  readonly #ownsCause: boolean;
  readonly #hidden: RegExp | undefined;

  constructor(options: IncidentReaderOptions) {
    const { incident, objects, reader } = options;
    this.#options = options;
    this.#ownsCause = [incident.subject, incident.causes[0].subject]
      .map(objectKey)
      .some(
        key =>
          reader.seesAny(objects[key]?.entityRefs ?? []) && this.#mayKnow(key),
      );
    this.#hidden = this.#hiddenNames();
  }

  seesFinding(id: string): boolean {
    return this.#options.findings.has(id);
  }

  seesObject(object: ObjectReference): boolean {
    return this.#sees(objectKey(object));
  }

  /** An object or, when that is all that may be told, only what kind of thing it is. */
  named(object: ObjectReference): ObjectReference {
    if (this.seesObject(object)) return object;
    const { apiVersion, kind } = object;
    return { ...(apiVersion ? { apiVersion } : {}), kind, name: '' };
  }

  /** The entities of an object that the reader is told of. */
  entitiesOf(object: ObjectReference): string[] {
    if (!this.seesObject(object)) return [];
    const { objects, reader } = this.#options;
    const { entityRefs } = objects[objectKey(object)];
    return entityRefs.filter(each => reader.seesAny([each]));
  }

  /** The findings of the incident about an object, as far as the reader may see them. */
  findingsOn(object: ObjectReference): string[] {
    return this.#findingsOn(object).filter(each => this.seesFinding(each));
  }

  /** Whether an object is for the reader as far as it belongs to no entity. */
  seesNobodys(object: ObjectReference): boolean {
    return this.#options.reader.unmapped && this.#mayKnow(objectKey(object));
  }

  /** Whether the reader may know that an entity is concerned. */
  seesEntity(entityRef: string): boolean {
    const { entityRefs, objects, reader } = this.#options;
    if (!reader.seesAny([entityRef])) return false;
    return (
      !reader.limited ||
      entityRefs.has(entityRef) ||
      Object.keys(objects).some(
        key =>
          !objects[key].isOnlyReached &&
          objects[key].entityRefs.includes(entityRef) &&
          this.#mayKnow(key),
      )
    );
  }

  seesEvidence(evidence: EvidenceSource): boolean {
    const { object, reason, type } = evidence;
    if (type === 'unread' && !this.mayRead(reason ?? '')) return false;
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
    const { reader, whole } = this.#options;
    return (
      (reader.unmapped && !reader.limited) ||
      findings.every(each => whole.has(each))
    );
  }

  #sees(key: string): boolean {
    const { objects, reader } = this.#options;
    const object = objects[key];
    if (!object || !this.#mayKnow(key)) return false;
    if (object.entityRefs.length > 0) return reader.seesAny(object.entityRefs);
    return reader.unmapped || this.#ownsCause || this.#seesFindingOn(key);
  }

  #mayKnow(key: string): boolean {
    const { objects, reader } = this.#options;
    const { entityRefs = [], findings = [] } = objects[key] ?? {};
    if (!reader.limited) return true;
    return findings.length > 0
      ? this.#seesFindingOn(key)
      : reader.mayKnow(key, entityRefs);
  }

  #seesFindingOn(key: string) {
    const { findings, objects } = this.#options;
    return (objects[key].findings ?? []).some(each => findings.has(each));
  }

  #hiddenNames() {
    const { objects } = this.#options;
    const names = Object.keys(objects)
      .filter(key => !objects[key].isOnlyReached && !this.#sees(key))
      .map(nameOfKey)
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
