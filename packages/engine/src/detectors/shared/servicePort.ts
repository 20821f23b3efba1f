import type { ServicePort } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../../snapshot/objects';

/** The port of a Service that a number or a name means. */
export function servicePort(
  { spec }: KnownKinds['Service'],
  wanted: { number?: number; name?: string },
): ServicePort | undefined {
  const ports = spec?.ports ?? [];
  if (wanted.number !== undefined)
    return ports.find(each => each.port === wanted.number);
  if (wanted.name) return ports.find(each => each.name === wanted.name);
  return undefined;
}
