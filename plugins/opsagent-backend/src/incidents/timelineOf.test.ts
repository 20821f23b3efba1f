import {
  IncidentDetails,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Evidence } from '@opsagent/engine';
import { finding, incident } from '../__testUtils__/fixtures';
import { timelineOf } from './timelineOf';
import { timelinePage } from './timelinePage';

const at = (time: string) => `2026-03-01T${time}:00Z`;
const object = { kind: 'Deployment', namespace: 'shop', name: 'pay' };

const change: Evidence = {
  type: 'field',
  object,
  path: 'spec.template.spec.containers[app].image',
  value: 'pay:2',
  was: 'pay:1',
  at: at('11:50'),
};
const event: Evidence = {
  type: 'event',
  object,
  reason: 'BackOff',
  message: 'Back-off restarting',
  count: 7,
  lastSeen: at('12:04'),
};
const state: Evidence = { type: 'field', object, path: 'status', value: 'x' };

const life = {
  state: 'open' as const,
  stateSince: at('12:01'),
  firstSeenAt: at('12:01'),
  lastSeenAt: at('12:05'),
};
const stored = {
  ...life,
  cluster: 'prod',
  owners: [],
  mayChange: false,
};
const alert = {
  id: 'a',
  name: 'KubePodNotReady',
  state: 'resolved' as const,
  severity: 'high' as const,
  subject: object,
  labels: {},
  annotations: {},
  startsAt: at('12:02'),
  endsAt: at('12:04'),
  receivedAt: at('12:04'),
  entityRefs: [],
};
const OPENED: Transition = { at: at('12:01'), to: 'open' };

function details(fields: Partial<IncidentDetails> = {}): IncidentDetails {
  const members = ['root', 'echo', 'ageless'].map(
    id =>
      finding(id, {
        evidence: [event, state],
        ...(id === 'ageless' ? {} : { since: at('12:00') }),
      }).finding,
  );
  const whole = incident('i', members);
  const [cause] = whole.causes;
  return {
    ...whole,
    ...stored,
    causes: [{ ...cause, evidence: [change, event] }],
    links: [{ finding: 'echo', because: { ...cause, evidence: [change] } }],
    source: 'scan',
    entities: [],
    members: members.map(each => ({ ...each, ...stored, entityRefs: [] })),
    alerts: { items: [alert], totalItems: 1, pageInfo: {} },
    ...fields,
  };
}

const page = (
  of = details(),
  query: { limit: number; cursor?: string } = { limit: 500 },
) => timelinePage(timelineOf(of, [OPENED]), query);

describe('the timeline of an incident', () => {
  it('tells everything once, oldest first, and of one moment first what may have led to the rest', () => {
    const { items, totalItems } = page();
    expect(totalItems).toBe(9);
    expect(items.map(each => [each.at.slice(11, 16), each.type])).toEqual([
      ['11:50', 'change'],
      ['12:00', 'failure'],
      ['12:00', 'failure'],
      ['12:01', 'scan'],
      ['12:01', 'state'],
      ['12:02', 'alert'],
      ['12:04', 'event'],
      ['12:04', 'alert'],
      ['12:05', 'scan'],
    ]);
    expect(items[0]).toMatchObject({ object, value: 'pay:2', was: 'pay:1' });
    expect(items[6]).toMatchObject({ reason: 'BackOff', count: 7 });
    expect(items[7]).toMatchObject({ alert: 'a', state: 'resolved' });
    expect(items[8]).toMatchObject({ seen: 'last' });
  });

  it('is the same in pages, whatever is added meanwhile', () => {
    const whole = page();
    const first = page(details(), { limit: 4 });
    expect(first.totalItems).toBe(9);
    const { nextCursor } = first.pageInfo;
    const later = details({
      causes: [
        {
          ...details().causes[0],
          evidence: [change, { ...change, path: 'new', at: at('11:00') }],
        },
      ],
    });
    const second = page(later, { limit: 5, cursor: nextCursor });
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect(second.pageInfo).toEqual({});
  });

  it('refuses a cursor of another list', () => {
    expect(() => page(details(), { limit: 1, cursor: 'WzFd' })).toThrow(
      /^cursor: /,
    );
  });

  it('leaves out what has no moment that can be read', () => {
    const causes = [
      { ...details().causes[0], evidence: [{ ...change, at: 'soon' }] },
    ];
    const { items } = page(details({ causes, links: [] }));
    expect(items.map(each => each.type)).not.toContain('change');
  });

  it('speaks of no scan where none has seen it', () => {
    const { items } = page(details({ source: 'alert' }));
    expect(items.map(each => each.type)).not.toContain('scan');
  });
});
