import {
  ClusterSnapshot,
  KubernetesObject,
  ReadState,
  resourceOfKind,
} from '@opsagent/engine';
import { Fact } from '../ledger/Fact';
import { ObjectArguments } from './arguments';
import { kindOf } from './kinds/kindOf';
import { ClusterToolContext } from './Tool';

const UNKNOWN: Readonly<Record<ReadState, string>> = {
  complete: 'only metadata was read',
  partial: 'objects of this kind were read only in part',
  forbidden: 'reading this kind is forbidden to whoever asked',
  failed: 'reading this kind failed',
  notServed: 'the cluster does not have this kind',
  notCaptured: 'this kind was not read',
};

/**
 * One object, or the fact that there is none, or that this is not known.
 *
 * @throws Error when it is outside of what may be looked at, or cannot be there as it is named
 */
export function lookUp(
  { kind: written, namespace: place, name }: ObjectArguments,
  { snapshot, scope }: ClusterToolContext,
): { object: KubernetesObject } | { fact: Fact } {
  const kind = kindOf(written, snapshot);
  const namespace = namespaceFor(kind, place);
  assertInScope(kind === 'Namespace' ? name : namespace, { scope });
  if (namespace === null && resourceOfKind(kind)?.namespaced)
    throw new Error(`Each ${kind} is in a namespace: say in which`);
  const about = { kind, ...(namespace ? { namespace } : {}), name };
  const found = snapshot.lookup(kind, namespace ?? undefined, name);
  switch (found.state) {
    case 'present':
      return { object: found.object as unknown as KubernetesObject };
    case 'absent':
      return { fact: { kind: 'absence', about, text: 'does not exist' } };
    default:
      return {
        fact: {
          kind: 'unread',
          about,
          text: `not known to exist: ${UNKNOWN[found.reason]}`,
        },
      };
  }
}

/** Null for a kind that belongs to no namespace, whichever one was named. */
export function namespaceFor(
  kind: string,
  namespace: string | null,
): string | null {
  return resourceOfKind(kind)?.namespaced === false ? null : namespace;
}

/** @throws Error when a namespace is outside of what may be looked at */
export function assertInScope(
  namespace: string | null | undefined,
  { scope }: Pick<ClusterToolContext, 'scope'>,
): void {
  if (!scope.includes(namespace ?? undefined))
    throw new Error(
      `Namespace ${namespace} is outside of what may be looked at here: ${scope.describe()}`,
    );
}

/** What is known about reading a kind, when it is less than everything. */
export function unreadKind(
  kind: string,
  namespace: string | undefined,
  { snapshot }: { snapshot: ClusterSnapshot },
): Fact | undefined {
  const state = snapshot.readState(kind, namespace);
  return state === 'complete'
    ? undefined
    : {
        kind: 'unread',
        about: { kind, ...(namespace ? { namespace } : {}), name: '' },
        text: UNKNOWN[state],
      };
}
