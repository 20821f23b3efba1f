import { builtInDetectors } from '.';

const byId = new Map(builtInDetectors.map(each => [each.id, each]));

/** A pattern is an id or `area.*`. */
const matches = (id: string, pattern: string) =>
  pattern.endsWith('.*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;

describe('builtInDetectors', () => {
  it('have ids of their own', () => {
    expect(byId.size).toBe(builtInDetectors.length);
  });

  it('say when they speak, and what that rests on', () => {
    const silent = builtInDetectors.filter(
      ({ documentation }) =>
        !documentation?.speaks.endsWith('.') ||
        !documentation.sources?.every(each => each.startsWith('https://')),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('are explained only by detectors that exist', () => {
    const ids = [...byId.keys()];
    const dangling = builtInDetectors.flatMap(({ id, explainedBy = [] }) =>
      explainedBy
        .filter(pattern => !ids.some(each => matches(each, pattern)))
        .map(pattern => `${id} by ${pattern}`),
    );
    expect(dangling).toEqual([]);
  });

  it.each([
    ['pod.liveness-killing', 'Event'],
    ['pod.startup-probe-failing', 'Event'],
    ['pod.poststart-hook-failed', 'Event'],
    ['pod.oom-at-start', 'Event'],
    ['pod.preempted', 'Event'],
    ['pod.node-oom-victim', 'Event'],
    ['config.subpath-failed', 'Event'],
    ['cronjob.invalid-schedule', 'Event'],
    ['cronjob.forbid-blocked', 'Event'],
    ['create.quota-exceeded', 'Event'],
    ['create.webhook-unreachable', 'StatefulSet'],
    ['storage.provisioning-failed', 'Event'],
    ['storage.class-missing', 'StorageClass'],
    ['storage.volume-absent', 'PersistentVolume'],
  ])('lets %s conclude nothing while %s is unread', (id, kind) => {
    const { kinds = [], concludesFrom = [] } = byId.get(id) ?? {};
    expect([...kinds, ...concludesFrom]).toContain(kind);
  });
});
