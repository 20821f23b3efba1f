import { KubernetesObject } from '@opsagent/engine';
import { tellObjects } from './tellObjects';

const cronJob: KubernetesObject = {
  kind: 'CronJob',
  metadata: { name: 'report', namespace: 'shop', uid: 'u-1' },
  spec: { schedule: '0 3 * * *' },
  status: { active: [{ name: 'report-1' }] },
} as unknown as KubernetesObject;

const job: KubernetesObject = {
  kind: 'Job',
  metadata: { name: 'report-1', namespace: 'shop', uid: 'u-2' },
} as unknown as KubernetesObject;

function event(lastTimestamp: string) {
  return {
    kind: 'Event',
    metadata: { name: lastTimestamp, namespace: 'shop' },
    involvedObject: { kind: 'CronJob', namespace: 'shop', name: 'report' },
    lastTimestamp,
  } as unknown as KubernetesObject;
}

describe('tellObjects', () => {
  it('merges what is told, with times and uids, and takes away what is null', () => {
    expect(
      tellObjects(
        [cronJob, job],
        [
          {
            of: 'CronJob/shop/report',
            as: {
              status: { active: null, lastScheduleTime: '<7h ago>' },
            },
          },
          {
            of: 'Job/shop/report-1',
            as: {
              metadata: {
                ownerReferences: [{ uid: '<uid of CronJob/shop/report>' }],
              },
            },
          },
        ],
      ),
    ).toEqual([
      { ...cronJob, status: { lastScheduleTime: '2026-03-02T03:00:00Z' } },
      {
        ...job,
        metadata: { ...job.metadata, ownerReferences: [{ uid: 'u-1' }] },
      },
    ]);
  });

  it('leaves out what the rebuild said of a told object, and keeps what the story says', () => {
    const told = event('2026-03-02T09:50:00Z');
    const live = event('2026-11-02T09:50:00Z');
    expect(
      tellObjects(
        [cronJob, told, live],
        [{ of: 'CronJob/shop/report', as: {} }],
      ),
    ).toEqual([cronJob, told]);
    expect(tellObjects([cronJob, live], [])).toEqual([cronJob, live]);
  });

  it('refuses to tell of what is not there', () => {
    expect(() =>
      tellObjects([job], [{ of: 'Job/shop/other', as: {} }]),
    ).toThrow('Job/shop/other was not captured');
  });
});
