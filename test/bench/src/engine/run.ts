import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDump } from './dumpOnDisk';
import { Measurement } from './measure';
import { Row, misses, renderTable } from './report';

const SIZES = [500, 5_000, 20_000];
/** Heap limits to try, as multiples of what the parsed dump holds. */
const HEAP_FACTORS = [1.5, 2, 2.5, 3, 4, 6];
const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

function run() {
  const home = mkdtempSync(join(tmpdir(), 'opsagent-bench-'));
  try {
    const rows = SIZES.map(pods => benchOf(join(home, String(pods)), pods));
    process.stdout.write(renderTable(rows));
    const missed = misses(rows);
    for (const each of missed) process.stdout.write(`missed: ${each}\n`);
    process.exitCode = missed.length > 0 ? 1 : 0;
  } finally {
    rmSync(home, { recursive: true });
  }
}

function benchOf(directory: string, pods: number): Row {
  const bytes = writeDump(directory, pods);
  const measured = child(
    ['--expose-gc', '--max-old-space-size=8192'],
    ['measure', directory],
  );
  if (!measured) throw new Error(`The measurement of ${pods} pods failed`);
  const measurement = JSON.parse(measured) as Measurement;
  // The engine's own code and the runtime, as for a dump without objects.
  const base = 60;
  const heapFactor = HEAP_FACTORS.find(factor => {
    const limit = base + (factor * measurement.parsedHeap) / 1024 / 1024;
    return child(
      [`--max-old-space-size=${Math.ceil(limit)}`],
      ['analyze', directory],
    );
  });
  return { pods, bytes, heapFactor, ...measurement };
}

/** The output of a process of its own, or undefined when it failed, for want of memory for one. */
function child(flags: string[], args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, '-r', TRANSFORM, require.resolve('./child'), ...args],
    { encoding: 'utf8' },
  );
  if (status === 0) return stdout;
  if (!/heap out of memory|heap limit/.test(stderr))
    process.stderr.write(stderr);
  return undefined;
}

run();
