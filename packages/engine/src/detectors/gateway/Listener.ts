import { KubernetesObject } from '../../snapshot/objects';
import {
  Fields,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
} from '../../snapshot/untyped';

/** An entry of a Gateway's `spec.listeners`. */
export interface Listener {
  name: string;
  port?: number;
  protocol?: string;
  /** Any host, unless given. */
  hostname?: string;
  allowedRoutes: Fields;
  tls: Fields;
  /** Such as `spec.listeners[0]`. */
  path: string;
}

export function listenersOf(gateway: KubernetesObject): Listener[] {
  return listOf(fieldsOf(gateway.spec).listeners).map((listener, index) => ({
    name: textOf(listener.name) ?? String(index),
    port: numberOf(listener.port),
    protocol: textOf(listener.protocol),
    hostname: textOf(listener.hostname),
    allowedRoutes: fieldsOf(listener.allowedRoutes),
    tls: fieldsOf(listener.tls),
    path: `spec.listeners[${index}]`,
  }));
}
