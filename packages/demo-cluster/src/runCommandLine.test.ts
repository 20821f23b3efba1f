import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const BIN = resolve(__dirname, '../bin/opsagent-demo-cluster.cjs');

describe('opsagent-demo-cluster', () => {
  let directory: string;
  let child: ChildProcessWithoutNullStreams;

  const run = (...args: string[]) => {
    child = spawn(process.execPath, [BIN, ...args], {
      stdio: 'pipe',
      env: { PATH: process.env.PATH },
    });
    return child;
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'demo-cluster-'));
    const objects = {
      kind: 'List',
      apiVersion: 'v1',
      items: [
        { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'shop' } },
      ],
    };
    await writeFile(join(directory, 'objects.json'), JSON.stringify(objects));
  });

  afterEach(() => child.kill());
  afterAll(() => rm(directory, { recursive: true }));

  it('says where each cluster answers, and ends when told to', async () => {
    const { stdout } = run(
      '--cluster',
      `a=${directory}`,
      '--cluster',
      `b=${directory}`,
      '--token',
      'secret',
    );
    const announced: { name: string; url: string; token: string }[] = [];
    for await (const line of createInterface(stdout)) {
      announced.push(JSON.parse(line));
      if (announced.length === 2) break;
    }
    expect(announced.map(({ name }) => name)).toEqual(['a', 'b']);
    for (const { url, token } of announced) {
      const headers = { Authorization: `Bearer ${token}` };
      const response = await fetch(`${url}/api/v1/namespaces/shop`, {
        headers,
      });
      expect(response.status).toBe(200);
    }
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 30_000);

  it('says what is wrong and ends with 2', async () => {
    const { stderr } = run('--cluster', `a=${directory}/none`);
    const ended = once(child, 'exit');
    let said = '';
    for await (const chunk of stderr) said += chunk;
    expect(said).toContain(`${directory}/none`);
    expect(await ended).toEqual([2, null]);
  }, 30_000);
});
