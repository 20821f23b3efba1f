import { nameOf } from '../../detectors/shared/sightings';
import {
  field,
  logEvidence,
  referenceTo,
  shorten,
} from '../../findings/evidence';
import { SignatureMatch } from '../../signatures';
import { WeighedEvidence } from '../Cause';
import { ContainerFailure } from './ContainerFailure';

/** What one container's log says about one thing. */
export interface Told {
  failure: ContainerFailure;
  /** The last line that says it: the nearest to the end of the run. */
  match: SignatureMatch;
  evidence: WeighedEvidence[];
}

const MOST_LINES = 3;

/** The first container of which the log has one of the signatures; undefined when none has. */
export function toldBy(
  failures: readonly ContainerFailure[],
  signatures: readonly string[],
  accepts: (match: SignatureMatch) => boolean = () => true,
): Told | undefined {
  for (const failure of failures) {
    const matches = failure.matches.filter(
      each => signatures.includes(each.signature.id) && accepts(each),
    );
    const match = matches[matches.length - 1];
    if (match) return { failure, match, evidence: [textOf(failure, matches)] };
  }
  return undefined;
}

/** `Container app of Pod shop/cart-1 was refused its credentials`. */
export function tellsThat({ failure, match }: Told): string {
  const { signature, name } = match;
  const { container } = failure;
  const named = name ? ` (${name})` : '';
  return `Container ${container.name} of ${nameOf(referenceTo(container.pod))} ${signature.says}${named}`;
}

function textOf(
  { container, source, end }: ContainerFailure,
  matches: readonly SignatureMatch[],
): WeighedEvidence {
  const lines = [...new Set(matches.map(each => each.line))].slice(-MOST_LINES);
  const evidence =
    source === 'termination message' && end
      ? field(container.pod, `${end.path}.message`, shorten(lines.join(' ')))
      : logEvidence(container.pod, container.name, lines);
  return { evidence, as: 'text' };
}
