import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ClusterUnreachableError } from '@opsagent/collector';
import { ClusterSnapshot, graphOf } from '@opsagent/engine';
import { ClusterView, InvestigationScope } from '@opsagent/investigator';
import { ClusterViewRequest } from '../investigations/readClusterView';
import { ClusterViews, ClusterViewsOptions } from './ClusterViews';

const MINUTE = 60_000;
const { signal } = new AbortController();

function viewOf(scope: InvestigationScope, objects: number): ClusterView {
  const snapshot = new ClusterSnapshot({
    cluster: 'prod',
    capturedAt: new Date(),
    objects: Array.from({ length: objects }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'shop', name: `pod-${index}` },
    })),
  });
  const logs = { read: async () => [] };
  return { snapshot, graph: graphOf(snapshot), scope, logs, findings: [] };
}

function setUp(options: Partial<ClusterViewsOptions> & { objects?: number }) {
  const { objects = 1, ...given } = options;
  const readView = jest.fn(async ({ scope }: ClusterViewRequest) =>
    viewOf(scope, objects),
  );
  const views = new ClusterViews({
    readView,
    logger: mockServices.logger.mock(),
    ...given,
  });
  const access = (conversation: string, mayReuse = true) =>
    views.access(conversation, {
      cluster: 'prod',
      scope: InvestigationScope.ofCluster(),
      credentials: mockCredentials.user(),
      mayReuse,
    });
  const look = (conversation: string) => access(conversation).read({ signal });
  return { access, look, readView, views };
}

describe('ClusterViews', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('lets a question that follows see the same for a minute, and then forgets it unasked', async () => {
    const { access, look, readView, views } = setUp({});
    const view = await look('a');
    jest.advanceTimersByTime(MINUTE - 1);
    expect(await look('a')).toBe(view);
    expect(await access('a', false).read({ signal })).not.toBe(view);
    expect(readView).toHaveBeenCalledTimes(2);
    expect(views.size).toBe(1);
    jest.advanceTimersByTime(MINUTE);
    expect(views.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    await look('a');
    expect(readView).toHaveBeenCalledTimes(3);
  });

  it('reads once for one question, however long it takes and whoever asks besides', async () => {
    const { access, look, readView } = setUp({ most: 1 });
    const question = access('a');
    const view = await question.read({ signal });
    await look('b');
    jest.advanceTimersByTime(2 * MINUTE);
    expect(await question.read({ signal })).toBe(view);
    expect(readView).toHaveBeenCalledTimes(2);
  });

  it('keeps no more than so many, and no more objects than so many', async () => {
    const few = setUp({});
    for (const each of ['a', 'b', 'c', 'd', 'e']) await few.look(each);
    expect(few.views.size).toBe(4);
    await few.look('b');
    expect(few.readView).toHaveBeenCalledTimes(5);
    await few.look('a');
    expect(few.readView).toHaveBeenCalledTimes(6);
    const large = setUp({ objects: 4, mostObjects: 10 });
    for (const each of ['a', 'b', 'c']) await large.look(each);
    expect(large.views.size).toBe(2);
    const tooLarge = setUp({ objects: 11, mostObjects: 10 });
    await tooLarge.look('a');
    expect(tooLarge.views.size).toBe(0);
    expect(jest.getTimerCount()).toBe(6);
    for (const { views } of [few, large]) views.clear();
    expect([few.views.size, large.views.size]).toEqual([0, 0]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('reads so many clusters at a time, and lets nobody wait who no longer asks', async () => {
    const ends: (() => void)[] = [];
    const readView = jest.fn(
      ({ scope }: ClusterViewRequest) =>
        new Promise<ClusterView>(resolve =>
          ends.push(() => resolve(viewOf(scope, 1))),
        ),
    );
    const { access, look } = setUp({ readView, reads: 2 });
    const first = [look('a'), look('b')];
    const cancel = new AbortController();
    const cancelled = access('c').read(cancel);
    const last = look('d');
    await jest.advanceTimersByTimeAsync(0);
    expect(readView).toHaveBeenCalledTimes(2);
    cancel.abort(new Error('stopped'));
    await expect(cancelled).rejects.toThrow('stopped');
    ends.forEach(end => end());
    await Promise.all(first);
    await jest.advanceTimersByTimeAsync(0);
    expect(readView).toHaveBeenCalledTimes(3);
    ends[2]();
    await last;
  });

  it('tells why a cluster cannot be read, and does not try it again for the same question', async () => {
    const readView = jest.fn(async () => {
      throw new ClusterUnreachableError('prod', 'nothing answered');
    });
    const { access, views } = setUp({ readView });
    const question = access('a');
    for (const _ of [1, 2])
      await expect(question.read({ signal })).rejects.toThrow(
        'nothing answered',
      );
    expect(readView).toHaveBeenCalledTimes(1);
    expect(views.size).toBe(0);
  });
});
