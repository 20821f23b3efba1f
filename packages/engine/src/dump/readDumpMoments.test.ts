import { NOW, object } from '../testing';
import { DumpFile, readDump, ReadDumpOptions } from './readDump';

const file = (path: string, content: unknown): DumpFile => ({
  path,
  text: typeof content === 'string' ? content : JSON.stringify(content),
});

const pod = object('Pod', 'cart-1');

const read = (files: DumpFile[], options: ReadDumpOptions = {}) =>
  readDump(files, { capturedAt: NOW, ...options });

describe('readDump of a moment', () => {
  describe('the time of capture', () => {
    const event = object('Event', 'cart-1.1', {
      lastTimestamp: '2026-03-01T11:40:00Z',
    });
    const finalized = object('Node', 'n', {
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            lastHeartbeatTime: '2026-03-01T11:50:00Z',
          },
        ],
      },
    });
    const skewed = object('Pod', 'skewed', {
      status: { startTime: '2031-01-01T00:00:00Z' },
    });
    const expiring = object('ConfigMap', 'c', {
      data: { lastTimestamp: '2026-03-01T11:59:00Z' },
    });

    it.each([
      ['an event', [event], '2026-03-01T11:40:00.000Z'],
      ['a condition', [event, finalized], '2026-03-01T11:50:00.000Z'],
      [
        'not a clock that runs ahead',
        [event, skewed],
        '2026-03-01T11:40:00.000Z',
      ],
      ['not what users write', [event, expiring], '2026-03-01T11:40:00.000Z'],
    ])('is the newest time the cluster noted: %s', (_, objects, expected) => {
      const snapshot = read([file('a.json', objects)]);
      expect(snapshot.capturedAt.toISOString()).toBe(expected);
    });

    it('is the present without any time, and must come from somewhere', () => {
      const timeless = file(
        'a.yaml',
        'apiVersion: v1\nkind: Pod\nmetadata: {name: a}',
      );
      expect(read([timeless]).capturedAt).toEqual(NOW);
      expect(() => readDump([timeless])).toThrow(/Add the file with/);
    });
  });

  describe('given what a single kubectl get has printed', () => {
    const get = (items: object[]) =>
      read(
        [file('standard input', { kind: 'List', apiVersion: 'v1', items })],
        {
          kindsWithoutObjects: 'unread',
        },
      );

    it('knows nothing of kinds that do not appear', () => {
      const snapshot = get([
        pod,
        object('Pod', 'agent', {}, { namespace: 'kube-system' }),
      ]);
      expect(snapshot.readState('Pod')).toBe('complete');
      expect(snapshot.readState('Secret', 'shop')).toBe('notCaptured');
      expect(snapshot.readState('Node')).toBe('notCaptured');
    });

    it('knows nothing of other namespaces when there is only one', () => {
      const snapshot = get([pod, object('Node', 'worker')]);
      expect(snapshot.readState('Pod', 'shop')).toBe('complete');
      expect(snapshot.readState('Pod', 'bank')).toBe('notCaptured');
      expect(snapshot.readState('Pod')).toBe('partial');
      expect(snapshot.readState('Node')).toBe('complete');
    });
  });
});
