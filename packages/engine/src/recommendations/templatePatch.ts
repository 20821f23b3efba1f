import { referenceTo } from '../findings/evidence';
import { Workload, podTemplateOf } from '../graph/workloads';
import { PatchDraft } from './RecommendationRule';
import { ContainerPlace, isPatchable } from './Situation';
import { pointer, test } from './steps';

function segmentsOf(workload: Workload | undefined): string[] | undefined {
  const path = workload && podTemplateOf(workload)?.path;
  return path && isPatchable(workload) ? path.split('.') : undefined;
}

/** Merges fields into the pod's specification in a workload's template; undefined for a workload whose template cannot be changed. */
export function podSpecPatch(
  workload: Workload | undefined,
  podSpec: object,
): PatchDraft | undefined {
  const segments = segmentsOf(workload);
  if (!workload || !segments) return undefined;
  return {
    target: referenceTo(workload),
    type: 'strategic',
    patch: [...segments, 'spec'].reduceRight<object>(
      (inner, segment) => ({ [segment]: inner }),
      podSpec,
    ),
  };
}

/** Merges fields into containers of a workload's template; undefined where there is none to change. */
export function containersPatch(
  workload: Workload | undefined,
  changes: readonly { place: ContainerPlace; fields: object }[],
): PatchDraft | undefined {
  if (changes.length === 0) return undefined;
  const changed = (list: ContainerPlace['list']) => {
    const inList = changes
      .filter(({ place }) => place.list === list)
      .map(({ place, fields }) => ({ name: place.name, ...fields }));
    return inList.length > 0 ? { [list]: inList } : {};
  };
  return podSpecPatch(workload, {
    ...changed('containers'),
    ...changed('initContainers'),
  });
}

/** Merges fields into one container of a workload's template. */
export function containerPatch(
  workload: Workload | undefined,
  place: ContainerPlace | undefined,
  fields: object,
): PatchDraft | undefined {
  return place ? containersPatch(workload, [{ place, fields }]) : undefined;
}

/** Changes single fields of one container of a workload's template, whose place is tested first. */
export function containerOperations(
  workload: Workload | undefined,
  place: ContainerPlace | undefined,
  operationsAt: (
    path: (...segments: (string | number)[]) => string,
  ) => object[],
): PatchDraft | undefined {
  const segments = segmentsOf(workload);
  if (!workload || !segments || !place) return undefined;
  const path = (...rest: (string | number)[]) =>
    pointer(...segments, 'spec', place.list, place.index, ...rest);
  return {
    target: referenceTo(workload),
    type: 'json',
    patch: [test(path('name'), place.name), ...operationsAt(path)],
  };
}

/** Changes single fields of the pod's specification in a workload's template. */
export function podSpecOperations(
  workload: Workload | undefined,
  operationsAt: (
    path: (...segments: (string | number)[]) => string,
  ) => object[],
): PatchDraft | undefined {
  const segments = segmentsOf(workload);
  if (!workload || !segments) return undefined;
  return {
    target: referenceTo(workload),
    type: 'json',
    patch: operationsAt((...rest) => pointer(...segments, 'spec', ...rest)),
  };
}
