import { IncidentTraits, LEAST_LIKENESS, likenessOf } from './likenessOf';

const PAY = 'component:default/pay';
const traits = (differing: Partial<IncidentTraits> = {}): IncidentTraits => ({
  cluster: 'prod',
  subject: { kind: 'Deployment', namespace: 'shop', name: 'pay' },
  cause: 'missing-secret',
  detectors: ['container-config-error', 'no-endpoints'],
  entityRefs: [PAY],
  ...differing,
});
const elsewhere = {
  cluster: 'test',
  subject: { kind: 'StatefulSet', namespace: 'bank', name: 'ledger' },
  entityRefs: [],
};

describe('likenessOf', () => {
  it.each([
    [1, 'all of it', {}],
    [0.95, 'another cluster', { cluster: 'test' }],
    [0.7, 'nothing but cause and detectors', elsewhere],
    [
      0.55,
      'one of two detectors',
      { ...elsewhere, detectors: ['no-endpoints'] },
    ],
    [0.4, 'the cause', { ...elsewhere, detectors: [] }],
    [0.3, 'entity and subject', { cause: undefined, detectors: [] }],
  ])('is %d for %s', (likeness, _, differing) => {
    expect(likenessOf(traits(), traits(differing))).toBeCloseTo(likeness);
    expect(likenessOf(traits(differing), traits())).toBeCloseTo(likeness);
  });

  it('is too little for the same kind of subject, and for two causes that are not known', () => {
    const other = traits({
      cause: undefined,
      detectors: [],
      entityRefs: [],
      subject: { kind: 'Deployment', name: 'other' },
    });
    const unknown = traits({ cause: undefined });
    expect(likenessOf(unknown, other)).toBeCloseTo(0.05);
    expect(likenessOf(unknown, other)).toBeLessThan(LEAST_LIKENESS);
  });
});
