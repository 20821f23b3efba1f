import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { KnownKinds } from '../snapshot/objects';
import { BuilderOptions, object } from '../testing/builders';

/** A policy of namespace `shop`, unless stated. It selects every pod there, unless stated. */
export const policy = (
  spec: Partial<NetworkPolicySpec>,
  options: BuilderOptions & { name?: string } = {},
): KnownKinds['NetworkPolicy'] =>
  object(
    'NetworkPolicy',
    options.name ?? 'rules',
    { spec: { podSelector: {}, ...spec } },
    options,
  );

export const namespace = (
  name: string,
  labels: Record<string, string> = {},
): KnownKinds['Namespace'] =>
  object('Namespace', name, undefined, {
    labels: { 'kubernetes.io/metadata.name': name, ...labels },
  });
