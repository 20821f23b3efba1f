import { RateLimit } from './RateLimit';

const minute = 200;
const { signal } = new AbortController();

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = Date.now();
  await work();
  return Date.now() - start;
}

it('lets no more requests pass in a minute than allowed', async () => {
  const limit = new RateLimit({ requestsPerMinute: 2 }, minute);
  expect(
    await timeOf(() =>
      Promise.all([limit.pass(1_000, signal), limit.pass(1_000, signal)]),
    ),
  ).toBeLessThan(100);
  expect(await timeOf(() => limit.pass(1, signal))).toBeGreaterThan(100);
});

it('counts the tokens that requests took, not those they were expected to', async () => {
  const limit = new RateLimit({ tokensPerMinute: 1_000 }, minute);
  const correct = await limit.pass(900, signal);
  correct(100);
  expect(await timeOf(() => limit.pass(800, signal))).toBeLessThan(100);
  expect(await timeOf(() => limit.pass(200, signal))).toBeGreaterThan(100);
});

it('lets a request pass that is larger than a whole minute', async () => {
  const limit = new RateLimit({ tokensPerMinute: 1_000 }, minute);
  expect(await timeOf(() => limit.pass(5_000, signal))).toBeLessThan(100);
});

it('lets those go that no longer want to wait', async () => {
  const limit = new RateLimit({ requestsPerMinute: 1 }, 60_000);
  await limit.pass(1, signal);
  const stop = new AbortController();
  const waiting = limit.pass(1, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
