import { ObjectReference } from '../findings/Finding';
import { Command, applyManifest, kubectl, on } from './kubectl';
import { PatchDraft, StepDraft } from './RecommendationRule';

/** A step that only looks. */
export function look(text: string, command?: Command): StepDraft {
  return { text, changes: false, ...(command ? { command } : {}) };
}

/** A step that changes something. */
export function change(text: string, command?: Command): StepDraft {
  return { text, changes: true, ...(command ? { command } : {}) };
}

/** A step that patches an object; undefined where no patch can be made. */
export function patchStep(
  text: string,
  patch: PatchDraft | undefined,
): StepDraft | undefined {
  if (!patch) return undefined;
  const { target, type } = patch;
  const command =
    type === 'apply'
      ? applyManifest(patch.patch)
      : kubectl`patch ${on(target)} --type=${type} -p ${patch.patch}`;
  return { ...change(text, command), patch };
}

/** A merge patch of an object. */
export function merge(target: ObjectReference, patch: object): PatchDraft {
  return { target, type: 'merge', patch };
}

/** A JSON patch of an object that first tests what it expects to find. */
export function operations(
  target: ObjectReference,
  ...patch: readonly object[]
): PatchDraft {
  return { target, type: 'json', patch };
}

/** A manifest to apply: creates the object, or changes the fields it states. */
export function manifest(
  object: ObjectReference & { apiVersion: string },
  fields: object,
): PatchDraft {
  const { apiVersion, kind, namespace, name } = object;
  return {
    target: object,
    type: 'apply',
    patch: {
      apiVersion,
      kind,
      metadata: { ...(namespace ? { namespace } : {}), name },
      ...fields,
    },
  };
}

export function test(path: string, value: unknown) {
  return { op: 'test', path, value };
}

export function replace(path: string, value: unknown) {
  return { op: 'replace', path, value };
}

export function remove(path: string) {
  return { op: 'remove', path };
}

/** A JSON pointer's segments, escaped. */
export function pointer(...segments: readonly (string | number)[]): string {
  return segments
    .map(each => `/${String(each).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

const WITH_ROLLOUT: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
];

/** Whether `kubectl rollout` knows the kind. */
export function hasRollout(
  object: ObjectReference | undefined,
): object is ObjectReference {
  return object !== undefined && WITH_ROLLOUT.includes(object.kind);
}

/** Waits until a changed template is rolled out. */
export function watch(workload: ObjectReference | undefined) {
  return hasRollout(workload)
    ? look(
        'Wait until the rollout is complete',
        kubectl`rollout status ${on(workload)} --timeout=10m`,
      )
    : undefined;
}

/** Takes the last change of a template back. */
export function undo(workload: ObjectReference | undefined): StepDraft {
  return hasRollout(workload)
    ? change(
        'Return to the revision before',
        kubectl`rollout undo ${on(workload)}`,
      )
    : change('Apply the manifest as it was before');
}

/** Starts the pods of a workload anew, a few at a time. */
export function restart(workload: ObjectReference | undefined) {
  return hasRollout(workload)
    ? change('Start its pods anew', kubectl`rollout restart ${on(workload)}`)
    : undefined;
}

/** What a revision of a workload's template looked like. */
export function history(
  workload: ObjectReference | undefined,
  revision: number,
): Command | undefined {
  return hasRollout(workload)
    ? kubectl`rollout history ${on(workload)} --revision=${revision}`
    : undefined;
}
