import { missingReadAccess } from './readAccess';

const forbidden = (kind: string) => ({
  kind,
  state: 'forbidden' as const,
  objects: 0,
});

describe('missingReadAccess', () => {
  it('gives one rule for each API group', () => {
    expect(
      missingReadAccess(['Secret', 'Node', 'NetworkPolicy'].map(forbidden)),
    ).toBe(
      [
        '- apiGroups: [""]',
        '  resources: ["nodes", "secrets"]',
        '  verbs: ["get", "list", "watch"]',
        '- apiGroups: ["networking.k8s.io"]',
        '  resources: ["networkpolicies"]',
        '  verbs: ["get", "list", "watch"]',
      ].join('\n'),
    );
  });

  it.each([
    ['nothing is unread', []],
    ['a kind failed', [{ ...forbidden('Node'), state: 'failed' as const }]],
    ['the plural is unknown', [forbidden('Widget.example.org')]],
  ])('gives none when %s', (_, unread) => {
    expect(missingReadAccess(unread)).toBeUndefined();
  });
});
