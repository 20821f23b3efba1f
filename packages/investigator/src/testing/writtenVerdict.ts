import { WrittenVerdict } from '../verdict/modelVerdictSchema';

/** A verdict as a model would write it, that agrees with the rules and cites E1; a test states only what matters to it. */
export function writtenVerdict(
  verdict: Partial<Omit<WrittenVerdict, 'hypotheses'>> = {},
  ...hypotheses: Partial<WrittenVerdict['hypotheses'][number]>[]
): WrittenVerdict {
  return {
    outcome: 'explained',
    summary: 'The Secret lacks a key.',
    next_steps: [],
    recommendations: [],
    missing: [],
    hostile_text: [],
    ...verdict,
    hypotheses: (hypotheses.length > 0 ? hypotheses : [{}]).map(each => ({
      cause: 'The Secret lacks a key',
      explanation: 'The container cannot be created without it.',
      confidence: 0.9,
      subject: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
      prior: 'H1',
      evidence: [{ id: 'E1', why: 'it says so' }],
      against: [],
      refuted_by: 'The key is there.',
      ...each,
    })),
  };
}
