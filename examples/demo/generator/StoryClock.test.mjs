import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoryClock } from './StoryClock.mjs';

const seconds = count => count * 1_000;
const stamp = milliseconds =>
  new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

test('moves what happened in a chapter to the time of the chapter', async () => {
  const clock = new StoryClock();
  await clock.begin('2026-10-06T06:40:00Z');
  const first = Math.floor(Date.now() / 1_000) * 1_000;
  await clock.begin('2026-11-18T13:58:00Z');
  const second = Math.floor(Date.now() / 1_000) * 1_000;

  const told = text => clock.retell(text);
  assert.equal(told(`"${stamp(first)}"`), '"2026-10-06T06:40:00Z"');
  assert.equal(
    told(`"${stamp(second + seconds(2))}"`),
    '"2026-11-18T13:58:02Z"',
  );
  assert.equal(
    told(stamp(second).replace('Z', '.123456Z')),
    '2026-11-18T13:58:00.123456Z',
    'the digits of a MicroTime stay',
  );
  assert.equal(
    told(stamp(first - seconds(5))),
    '2026-10-06T06:39:55Z',
    'the start of the control plane lies before the first chapter',
  );
  for (const outside of ['2026-11-18T14:20:33Z', '2020-01-01T00:00:00Z'])
    assert.equal(told(outside), outside, 'what the story states stays');
});

test('refuses chapters out of order', async () => {
  const clock = new StoryClock();
  await clock.begin('2026-11-18T13:58:00Z');
  await assert.rejects(clock.begin('2026-11-18T13:00:00Z'), /lies before/);
});
