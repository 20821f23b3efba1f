import { condition, customObject } from '../../testing';
import { GATEWAY_KINDS } from './gatewayKinds';

export const accepted = condition('Accepted', 'True', 'Accepted');
export const programmed = condition('Programmed', 'True', 'Programmed');

/** A class that its controller serves, unless stated. */
export const gatewayClass = (name = 'edge', conditions: unknown = [accepted]) =>
  customObject(GATEWAY_KINDS.class, name, {
    spec: { controllerName: 'example.com/controller' },
    status: { conditions },
  });

export const listener = (fields: object = {}) => ({
  name: 'web',
  port: 80,
  protocol: 'HTTP',
  ...fields,
});

interface GatewayFields {
  name?: string;
  namespace?: string;
  className?: string;
  listeners?: readonly object[];
  conditions?: unknown;
  listenerConditions?: unknown;
  age?: number;
  metadata?: Record<string, unknown>;
}

/** Gateway `shop/public` with an HTTP listener, accepted and programmed. */
export function gateway(fields: GatewayFields = {}) {
  const { name = 'public', className = 'edge', age, metadata } = fields;
  const { listeners = [listener()], namespace } = fields;
  return customObject(
    GATEWAY_KINDS.gateway,
    name,
    {
      spec: { gatewayClassName: className, listeners },
      status: {
        conditions: fields.conditions ?? [accepted, programmed],
        listeners: listeners.map(each => ({
          name: (each as { name?: string } | null)?.name,
          conditions: fields.listenerConditions ?? [accepted, programmed],
        })),
      },
    },
    { age, namespace, metadata },
  );
}

interface RouteFields {
  kind?: string;
  name?: string;
  namespace?: string;
  parents?: readonly object[];
  hostnames?: readonly string[];
  backends?: readonly object[];
  rules?: readonly object[];
  /** Of each parent; accepted unless stated, and no status at all for an empty list. */
  conditions?: readonly object[];
  age?: number;
  metadata?: Record<string, unknown>;
}

/** HTTPRoute `shop/cart` on Gateway `public`, to port 80 of Service `cart`. */
export function route(fields: RouteFields = {}) {
  const { kind = 'HTTPRoute', name = 'cart', age, namespace } = fields;
  const { parents = [{ name: 'public' }], hostnames, metadata } = fields;
  const { backends = [{ name: 'cart', port: 80 }] } = fields;
  const { rules = [{ backendRefs: backends }], conditions = [accepted] } =
    fields;
  return customObject(
    `${kind}.gateway.networking.k8s.io`,
    name,
    {
      spec: { parentRefs: parents, hostnames, rules },
      status: {
        parents:
          conditions.length === 0
            ? []
            : parents.map(parentRef => ({ parentRef, conditions })),
      },
    },
    { age, namespace, metadata },
  );
}

export const grant = (from: object, to: object, namespace = 'payment') =>
  customObject(
    GATEWAY_KINDS.grant,
    'grant',
    {
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', ...from }],
        to: [{ group: '', ...to }],
      },
    },
    { namespace },
  );
