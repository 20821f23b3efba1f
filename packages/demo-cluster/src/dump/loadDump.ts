import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  ClusterSnapshot,
  DumpFile,
  KubernetesObject,
  readDump,
} from '@opsagent/engine';
import type { PodSpec } from 'kubernetes-types/core/v1';
import type { DemoContents } from '../DemoContents';

/** Reads a dump directory as the engine reads it. @throws DumpError that names the file and what is wrong with it */
export async function loadDump(directory: string): Promise<DemoContents> {
  const snapshot = readDump(await filesIn(directory), {
    capturedAt: new Date(),
  });
  const kinds = snapshot.kinds();
  const objects = kinds.flatMap(kind => snapshot.all(kind));
  return {
    objects: objects as readonly KubernetesObject[],
    capturedAt: snapshot.capturedAt,
    reads: kinds.flatMap(kind => snapshot.readOf(kind) ?? []),
    logs: logsOf(snapshot),
  };
}

async function filesIn(directory: string): Promise<DumpFile[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async path => ({
      path: relative(directory, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}

function logsOf(snapshot: ClusterSnapshot): Map<string, string> {
  const logs = new Map<string, string>();
  for (const { metadata, spec } of snapshot.all('Pod')) {
    const { namespace, name } = metadata;
    for (const container of containersOf(spec)) {
      const lines = snapshot.logs(namespace, name, container);
      if (!lines) continue;
      logs.set(`${namespace}/${name}/${container}`, `${lines.join('\n')}\n`);
    }
  }
  return logs;
}

function containersOf(spec: PodSpec | undefined): string[] {
  const containers = [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []),
  ];
  return containers.map(({ name }) => name);
}
