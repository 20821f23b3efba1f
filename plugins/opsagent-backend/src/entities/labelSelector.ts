import type { LabelSelector } from '@opsagent/engine';

const NAME = String.raw`[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?`;
const VALUE = String.raw`(?:${NAME})?`;
const EQUALS = new RegExp(`^(${NAME})\\s*==?\\s*(${VALUE})$`);
const DIFFERS = new RegExp(`^(${NAME})\\s*!=\\s*(${VALUE})$`);
const AMONG = new RegExp(`^(${NAME})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EXISTS = new RegExp(`^(!?)\\s*(${NAME})$`);

const OUTSIDE_PARENTHESES = /,(?![^(]*\))/;

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number];

/**
 * Reads a selector as kubectl's `-l` takes it, such as `app=cart,tier in (web, api),!canary`. Undefined when it is malformed or empty.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  const requirements = text
    .split(OUTSIDE_PARENTHESES)
    .map(part => parseRequirement(part.trim()));
  const matchExpressions = requirements.filter(each => each !== undefined);
  return matchExpressions.length === requirements.length
    ? { matchExpressions }
    : undefined;
}

function parseRequirement(text: string): Requirement | undefined {
  const equals = EQUALS.exec(text);
  if (equals) return { key: equals[1], operator: 'In', values: [equals[2]] };

  const differs = DIFFERS.exec(text);
  if (differs) {
    return { key: differs[1], operator: 'NotIn', values: [differs[2]] };
  }

  const among = AMONG.exec(text);
  if (among) {
    const [, key, operator, list] = among;
    const values = list.split(',').map(value => value.trim());
    return { key, operator: operator === 'in' ? 'In' : 'NotIn', values };
  }

  const exists = EXISTS.exec(text);
  return exists
    ? { key: exists[2], operator: exists[1] ? 'DoesNotExist' : 'Exists' }
    : undefined;
}
