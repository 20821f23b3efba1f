import { Severity } from '@opsagent/engine';
import {
  IncidentEvent,
  SummaryEvent,
} from '@opsagent/backstage-plugin-opsagent-common';
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
    const channel = new PortalChannel({
      notifications: { send },
      details: true,
    });
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

  it.each<[Severity, IncidentEvent['type'], object]>([
    [
      'critical',
      'incident.opened',
      { title: 'An incident concerns what you own', severity: 'high' },
    ],
    [
      'low',
      'incident.resolved',
      {
        title: 'An incident that concerned what you own is over',
        severity: 'low',
      },
    ],
  ])(
    'tells of a %s %s no more than that, without details',
    async (severity, type, told) => {
      const send = jest.fn().mockResolvedValue(undefined);
      const channel = new PortalChannel({
        notifications: { send },
        details: false,
      });
      await channel.send(message(severity, type), { signal });
      expect(send.mock.calls[0][0].payload).toEqual({
        ...told,
        link: '/opsagent/incidents/abc',
        topic: 'incidents',
        scope: `incident:abc:${OWNER}`,
      });
    },
  );

  it('names no cluster in a summary without details', async () => {
    const send = jest.fn().mockResolvedValue(undefined);
    const channel = new PortalChannel({
      notifications: { send },
      details: false,
    });
    const event: SummaryEvent = {
      type: 'incidents.summary',
      timestamp: '2026-03-01T12:00:00.000Z',
      data: {
        owner: OWNER,
        title: '12 incidents in cluster prod',
        description: 'The gravest is critical.',
        link: '/opsagent/incidents?cluster=prod',
        cluster: 'prod',
        incidents: 12,
        severity: 'critical',
      },
    };
    await channel.send(
      { id: 'delivery-2', subject: 'summary', topic: 'incidents', event },
      { signal },
    );
    const told = JSON.stringify(send.mock.calls[0][0].payload);
    expect(told).not.toMatch(/prod|12|critical/);
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
    const channel = new PortalChannel({
      notifications: { send },
      details: true,
    });
    await channel.send(message(severity, type), { signal });
    expect(send.mock.calls[0][0].payload.severity).toBe(expected);
  });

  it('waits for no plugin that does not answer', async () => {
    const send = jest.fn(() => new Promise<void>(() => {}));
    const channel = new PortalChannel({
      notifications: { send },
      details: true,
    });
    await expect(
      channel.send(message(), { signal: AbortSignal.timeout(20) }),
    ).rejects.toThrow(/timeout/);
    await expect(
      channel.send(message(), { signal: AbortSignal.abort() }),
    ).rejects.toThrow(/abort/);
    expect(send).toHaveBeenCalledTimes(1);
  });
});
