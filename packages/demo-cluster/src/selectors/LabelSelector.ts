import { badRequest } from '../errors/failures';
import { LabelTokens } from './LabelTokens';

type Labels = Readonly<Record<string, string>>;
type Requirement = (labels: Labels) => boolean;

/** A parsed `labelSelector`, equality- and set-based. */
export class LabelSelector {
  readonly #requirements: readonly Requirement[];

  /** @throws StatusError 400 in the API server's words when the text is no selector. */
  static parse(text: string | undefined): LabelSelector {
    const tokens = new LabelTokens(text ?? '');
    const requirements: Requirement[] = [];
    while (!tokens.done) {
      requirements.push(parseRequirement(tokens));
      if (tokens.done) break;
      tokens.expect(',', "',' or 'end of string'");
      if (!tokens.isIdentifier && tokens.peek !== '!') {
        throw badRequest(
          `found '${tokens.peek}', expected: identifier after ','`,
        );
      }
    }
    return new LabelSelector(requirements);
  }

  private constructor(requirements: readonly Requirement[]) {
    this.#requirements = requirements;
  }

  /** Selects everything. */
  get isEmpty(): boolean {
    return this.#requirements.length === 0;
  }

  matches(labels: Labels | undefined): boolean {
    return this.#requirements.every(holds => holds(labels ?? {}));
  }
}

function parseRequirement(tokens: LabelTokens): Requirement {
  if (tokens.peek === '!') {
    tokens.next();
    const absent = tokens.identifier();
    return labels => !Object.hasOwn(labels, absent);
  }
  const key = tokens.identifier();
  if (tokens.done || tokens.peek === ',')
    return labels => Object.hasOwn(labels, key);
  const operator = tokens.next();
  switch (operator) {
    case '=':
    case '==': {
      const value = tokens.value();
      return labels => own(labels, key) === value;
    }
    case '!=': {
      const value = tokens.value();
      return labels => own(labels, key) !== value;
    }
    case 'in': {
      const values = tokens.values();
      return labels => Object.hasOwn(labels, key) && values.has(labels[key]);
    }
    case 'notin': {
      const values = tokens.values();
      return labels => !(Object.hasOwn(labels, key) && values.has(labels[key]));
    }
    case '>':
    case '<': {
      const bound = Number(tokens.value());
      const sign = operator === '>' ? 1 : -1;
      return labels =>
        Object.hasOwn(labels, key) && (Number(labels[key]) - bound) * sign > 0;
    }
    default:
      throw badRequest(
        `unable to parse requirement: found '${operator}', expected: in, notin, =, ==, !=, gt, lt`,
      );
  }
}

/** A selector is free text: `constructor` must not find what every object inherits. */
function own(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
