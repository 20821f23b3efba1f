import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { ago } from './ago';

export const sampleCluster = (
  overrides: Partial<EntityCluster> = {},
): EntityCluster => ({
  name: 'prod-eu',
  state: 'ok',
  scanning: false,
  scannedAt: ago(0.7),
  objects: 36,
  unread: [],
  detectorsRun: 40,
  detectorsSkipped: 0,
  mayScan: true,
  ...overrides,
});

export const staging = (overrides: Partial<EntityCluster>) =>
  sampleCluster({ name: 'staging', objects: 12, ...overrides });

/** What is told of a cluster in which not everything may be read. */
export const forbidden = {
  state: 'partial' as const,
  unread: [
    {
      kind: 'NetworkPolicy',
      state: 'forbidden' as const,
      objects: 0,
      message:
        'networkpolicies.networking.k8s.io is forbidden: User "portal" cannot list resource "networkpolicies"',
    },
    { kind: 'Secret', state: 'forbidden' as const, objects: 0 },
    {
      kind: 'Node',
      state: 'failed' as const,
      objects: 0,
      message: 'the server took longer than 20 s',
    },
  ],
  detectorsRun: 34,
  detectorsSkipped: 6,
};
