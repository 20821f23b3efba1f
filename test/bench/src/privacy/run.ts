import { Redactor } from '@opsagent/engine';
import { median, timed } from '../engine/timed';
import { logLines } from './logText';
import { maskedRun } from './maskedRun';

const CHARACTERS = 12_000_000;
/** As many lines as a tool reads of a container's log at once. */
const LINES_AT_ONCE = 500;
const ROUNDS = 7;
/** In millions of characters a second of processor time, which are as many bytes in logs. */
const LEAST_SPEED = 20;
/** Of a run with four times as many requests; masked anew with each, its conversation would make it take some ten times as long. */
const MOST_TIMES = 6;

async function run() {
  const lines = logLines(CHARACTERS);
  const texts: string[] = [];
  for (let i = 0; i < lines.length; i += LINES_AT_ONCE)
    texts.push(lines.slice(i, i + LINES_AT_ONCE).join('\n'));
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const split = secondsOf(() => texts.map(text => text.split('\n').join('\n')));
  const mask = secondsOf(() => {
    const redactor = new Redactor({ key: 'a key of the bench' });
    return texts.map(text => redactor.maskText(text));
  });
  const speed = size / 1_000_000 / mask;
  const { requests, fewer, characters, times } = await maskedRun(lines);
  process.stdout.write(
    [
      `log text            ${(size / 1_000_000).toFixed(1)} MB, ${lines.length.toLocaleString('en')} lines`,
      `split into lines    ${(size / 1_000_000 / split).toFixed(0)} MB/s`,
      `masked              ${speed.toFixed(1)} MB/s, ${(mask / split).toFixed(1)} times as long`,
      `a whole run         ${requests} requests on ${(characters / 1_000_000).toFixed(1)} MB take ${times.toFixed(1)} times as long as ${fewer} on a quarter of it`,
      'Processor time, medians after a warm-up, every class masked.',
      '',
    ].join('\n'),
  );
  if (speed < LEAST_SPEED)
    miss(`${speed.toFixed(1)} MB/s instead of ${LEAST_SPEED}`);
  if (times > MOST_TIMES)
    miss(`${times.toFixed(1)} times as long, not at most ${MOST_TIMES}`);
}

function miss(what: string) {
  process.stdout.write(`missed: ${what}\n`);
  process.exitCode = 1;
}

/** Processor time of one round. */
function secondsOf(work: () => unknown): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => timed(work));
  return median(times).cpu / 1_000;
}

void run();
