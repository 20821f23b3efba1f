import { fieldValue } from './fieldValue';
import { objectName } from './objectName';
import { EvidenceOf } from './types';

/** A fact in words that can be pasted elsewhere: `Deployment shop/cart spec.replicas: 0`. */
export function evidenceText(
  evidence: EvidenceOf<'field'> | EvidenceOf<'event'>,
): string {
  const object = objectName(evidence.object);
  if (evidence.type === 'event')
    return `${object} ${evidence.reason}: ${evidence.message}`;
  const value = fieldValue(evidence.value)?.text ?? 'null';
  return `${object} ${evidence.path}: ${value}`;
}
