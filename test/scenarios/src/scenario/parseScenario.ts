import { KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { parseDuration } from './durations';
import { Scenario, Step } from './Scenario';
import { headerSchema, stepSchema } from './schema';

export interface ScenarioFile {
  /** `<area>/<name>`. */
  name: string;
  healthy: boolean;
  text: string;
  /** Reads a file that the scenario includes. */
  include(path: string): string;
}

/** @throws Error that names the scenario and the field */
export function parseScenario(file: ScenarioFile): Scenario {
  const { name, healthy } = file;
  const [first, ...others] = documentsOf(name, file.text);
  const header = check(name, headerSchema, first);
  const included = header.include.flatMap(path =>
    documentsOf(path, file.include(path)),
  );
  const steps: Step[] = [
    {
      title: 'apply',
      ago: header.age,
      delete: [],
      patch: [],
      manifests: included as KubernetesObject[],
      play: header.play,
    },
  ];
  for (const document of others) {
    if ('step' in document) {
      const { step: title, ...rest } = check(name, stepSchema, document);
      steps.push({ title, ...rest, manifests: [] });
    } else {
      const current = steps.pop()!;
      const manifest = document as KubernetesObject;
      steps.push({ ...current, manifests: [...current.manifests, manifest] });
    }
  }
  assertOrder(name, steps);
  const { causes, detectors } = header.expect;
  if (healthy !== (causes.length === 0 && detectors.length === 0)) {
    throw new Error(
      healthy
        ? `${name}: a healthy scenario expects neither causes nor detectors`
        : `${name}: a fault expects causes and detectors`,
    );
  }
  return {
    name,
    area: name.split('/')[0],
    healthy,
    title: header.scenario,
    sources: header.sources,
    tags: header.tags,
    expect: header.expect,
    repeated: header.repeated,
    told: header.told,
    steps,
  };
}

function assertOrder(name: string, steps: readonly Step[]) {
  steps.forEach(({ title, ago }, index) => {
    const before = steps[index - 1];
    if (before && parseDuration(before.ago) <= parseDuration(ago)) {
      throw new Error(
        `${name}: step "${title}" is not later than the one before it`,
      );
    }
  });
}

function documentsOf(path: string, text: string): Record<string, unknown>[] {
  return parseAllDocuments(text).flatMap(document => {
    const [error] = document.errors;
    if (error) throw new Error(`${path}: ${error.message}`);
    const value = document.toJS() as Record<string, unknown> | null;
    return value ? [value] : [];
  });
}

function check<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const { data, error } = schema.safeParse(value);
  if (error) throw new Error(`${name}: ${z.prettifyError(error)}`);
  return data;
}
