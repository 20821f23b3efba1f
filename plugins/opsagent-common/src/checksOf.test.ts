import { Coverage } from '@opsagent/engine';
import { checksOf } from './checksOf';

const coverage: Coverage = {
  kinds: [
    { kind: 'Pod', state: 'complete', objects: 3 },
    { kind: 'Secret', state: 'complete', objects: 2, metadataOnly: true },
    { kind: 'Gateway', state: 'notServed', objects: 0 },
    { kind: 'Event', state: 'partial', objects: 9 },
    { kind: 'NetworkPolicy', state: 'forbidden', objects: 0 },
  ],
  detectors: {
    total: 10,
    skipped: [{ detector: 'network.x', kinds: ['NetworkPolicy'] }],
    failed: [
      { detector: 'pod.x', kind: 'detector', message: 'broke' },
      { detector: 'pod.y', kind: 'cause', message: 'broke' },
    ],
  },
};

describe('checksOf', () => {
  it('counts detectors that ran, and kinds that could not be read', () => {
    expect(checksOf(coverage)).toEqual({
      detectorsRun: 8,
      detectorsSkipped: 2,
      kindsUnread: 2,
    });
  });

  it('counts nothing before the first scan', () => {
    expect(checksOf(undefined)).toEqual({
      detectorsRun: 0,
      detectorsSkipped: 0,
      kindsUnread: 0,
    });
  });
});
