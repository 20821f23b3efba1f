import { Severity } from '@opsagent/engine';
import { IncidentEvent } from '@opsagent/backstage-plugin-opsagent-common';
import { PortalChannel } from './PortalChannel';

const OWNER = 'group:default/checkout';
const signal = new AbortController().signal;

const message = (
  severity: Severity = 'medium',
  type: IncidentEvent['type'] = 'incident.opened',
) => ({
  id: 'delivery-1',
  subject: `incident:abc:${OWNER}`,
  topic: 'incidents',
  event: {
    type,
    timestamp: '2026-03-01T12:00:00.000Z',
    data: {
      owner: OWNER,
      title: 'Secret shop/pay-db does not exist',
      description: 'Cluster prod.',
      link: '/opsagent/incidents/abc',
      incident: 'abc',
      cluster: 'prod',
      severity,
      state: 'open' as const,
      role: 'cause' as const,
      entities: [],
      firstSeenAt: '2026-03-01T12:00:00.000Z',
    },
  },
});

describe('PortalChannel', () => {
  it('tells the owner, in place of what they were told of the same incident before', async () => {
    const send = jest.fn().mockResolvedValue(undefined);
    const channel = new PortalChannel({ notifications: { send } });
    await channel.send(message(), { signal });
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: { type: 'entity', entityRef: OWNER },
          payload: {
            title: 'Secret shop/pay-db does not exist',
            description: 'Cluster prod.',
            link: '/opsagent/incidents/abc',
            topic: 'incidents',
            severity: 'high',
            scope: `incident:abc:${OWNER}`,
          },
        },
      ],
    ]);
  });

  it.each<[Severity, IncidentEvent['type'], string]>([
    ['critical', 'incident.opened', 'critical'],
    ['high', 'incident.worsened', 'high'],
    ['medium', 'incident.opened', 'high'],
    ['low', 'incident.opened', 'low'],
    ['info', 'incident.opened', 'low'],
    ['critical', 'incident.resolved', 'low'],
  ])('says how urgent a %s %s is', async (severity, type, expected) => {
    const send = jest.fn().mockResolvedValue(undefined);
    const channel = new PortalChannel({ notifications: { send } });
    await channel.send(message(severity, type), { signal });
    expect(send.mock.calls[0][0].payload.severity).toBe(expected);
  });

  it('waits for no plugin that does not answer', async () => {
    const send = jest.fn(() => new Promise<void>(() => {}));
    const channel = new PortalChannel({ notifications: { send } });
    await expect(
      channel.send(message(), { signal: AbortSignal.timeout(20) }),
    ).rejects.toThrow(/timeout/);
    await expect(
      channel.send(message(), { signal: AbortSignal.abort() }),
    ).rejects.toThrow(/abort/);
    expect(send).toHaveBeenCalledTimes(1);
  });
});
