import { fieldShape, FieldShape, OUTERMOST } from './fieldShapes';
import { requiredFields } from './requiredFields';
import { kindKey, resourceOfKind } from './resources';
import { scalarOf } from './scalarOf';

/** Custom resources may be nested as deep as their writers like, which no diagnosis follows; Kubernetes' own kinds stay far below. */
const DEEPEST = 100;

/** In characters, as many as a container may leave behind when it ends. The API server allows conditions eight times as many. */
const LONGEST_MESSAGE = 4_096;

const MESSAGES: readonly string[] = ['message', 'reason', 'note'];

type Fields = Record<string, unknown>;

/** Where a value stands in an object. */
interface Place {
  /** The field around it. */
  within: string;
  depth: number;
  /** Whether texts are what a component of the cluster says, as in events and below `status`. */
  isSaid: boolean;
  /** Whether Kubernetes publishes what belongs in the fields here: in the metadata of every kind, and everywhere in its own kinds. */
  isPublished: boolean;
}

class ValueTidier {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  tidy(fields: Fields, place: Place) {
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      const isPublished =
        place.isPublished || (place.depth === 1 && name === 'metadata');
      const shape = isPublished
        ? fieldShape(name, place.within, this.#kind)
        : undefined;
      const isSaid = place.isSaid || (place.depth === 1 && name === 'status');
      const tidied = isCompound(value)
        ? this.#compound(value, shape, {
            within: name,
            depth: place.depth + 1,
            isSaid,
            isPublished,
          })
        : scalarOf(isSaid ? shortenMessage(value, name) : value, shape);
      if (tidied === undefined) delete fields[name];
      else if (tidied !== value) fields[name] = tidied;
    }
  }

  #compound(value: object, shape: FieldShape | undefined, place: Place) {
    if (place.depth > DEEPEST) return undefined;
    if (Array.isArray(value)) {
      if (shape && shape !== 'objects' && shape !== 'texts') return undefined;
      this.#elements(value, shape, place);
      return value;
    }
    if (shape === 'textMap') tidyTexts(value as Fields);
    else if (!shape || shape === 'object') this.tidy(value as Fields, place);
    else return undefined;
    return value;
  }

  #elements(list: unknown[], shape: FieldShape | undefined, place: Place) {
    const element = shape && (shape === 'texts' ? 'text' : 'object');
    const inside = { ...place, depth: place.depth + 1 };
    const required = place.isPublished
      ? requiredFields(place.within, this.#kind)
      : undefined;
    let kept = 0;
    for (const value of list) {
      const tidied = isCompound(value)
        ? this.#compound(value, element, inside)
        : scalarOf(value, element);
      if (tidied !== undefined && has(tidied, required)) {
        list[kept] = tidied;
        kept += 1;
      }
    }
    list.length = kept;
  }
}

/**
 * Takes out of an object, in place, what no reader is to meet: nulls, which mean the same as a field left out and as no element of a list, whatever is nested deeper than 100 levels, the rest of messages, reasons and notes
 * longer than 4,096 characters, values of another type than Kubernetes publishes for the field, such as a text where there should be a list, and elements of lists that lack the field that identifies them. Of these, numbers and texts that can be read as what
 * belongs there are turned into it.
 */
export function tidyValues(object: object, kind: string) {
  const { apiVersion } = object as { apiVersion?: string };
  const resource = resourceOfKind(kindKey({ apiVersion, kind }));
  new ValueTidier(kind).tidy(object as Fields, {
    within: OUTERMOST,
    depth: 1,
    isSaid: kind === 'Event',
    isPublished: resource !== undefined && !resource.optional,
  });
}

function has(value: unknown, required: readonly string[] | undefined) {
  return !required || required.every(name => name in (value as Fields));
}

function tidyTexts(texts: Fields) {
  for (const name of Object.keys(texts)) {
    const value = texts[name];
    if (typeof value !== 'string') {
      const text = scalarOf(value, 'text');
      if (text === undefined) delete texts[name];
      else texts[name] = text;
    }
  }
}

function shortenMessage(value: unknown, name: string) {
  return typeof value === 'string' &&
    value.length > LONGEST_MESSAGE &&
    MESSAGES.includes(name)
    ? `${value.slice(0, LONGEST_MESSAGE - 1)}…`
    : value;
}

function isCompound(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
