import { Situation } from '../Situation';

/** The refusal in the API server's words. */
export function refusal({ evidence, finding }: Situation) {
  return [
    finding.message,
    ...evidence.flatMap(each => (each.type === 'event' ? [each.message] : [])),
    ...evidence.flatMap(each =>
      each.type === 'field' && typeof each.value === 'string'
        ? [each.value]
        : [],
    ),
  ].join('\n');
}
