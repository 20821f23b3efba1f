import { brokenCheckout } from '../testing/brokenCheckout';
import { InvestigationScope } from './InvestigationScope';

describe('InvestigationScope', () => {
  const { incident } = brokenCheckout();

  it('is what the incident touches, and what belongs to no namespace', () => {
    const scope = InvestigationScope.ofIncident({
      ...incident,
      flow: [
        {
          from: incident.subject,
          to: { kind: 'Ingress', namespace: 'edge', name: 'shop' },
        },
      ],
    });
    expect([...(scope.namespaces ?? [])].sort()).toEqual(['edge', 'shop']);
    expect(scope.includes('bank')).toBe(false);
    expect(scope.includes(undefined)).toBe(true);
    expect(scope.describe()).toBe(
      'the namespaces edge, shop and what belongs to no namespace',
    );
  });

  it('is a namespace that the incident is about', () => {
    const subject = { kind: 'Namespace', name: 'bank' };
    const scope = InvestigationScope.ofIncident({
      ...incident,
      subject,
      flow: [],
      causes: [],
      findings: [],
    });
    expect([...(scope.namespaces ?? [])]).toEqual(['bank']);
  });
});
