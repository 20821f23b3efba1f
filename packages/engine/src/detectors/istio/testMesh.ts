import {
  BuilderOptions,
  Ingredient,
  customObject,
  detectorRunner,
  object,
} from '../../testing';
import { istioDetectors } from '.';
import { ISTIO_KINDS } from './istioKinds';

const run = detectorRunner(...istioDetectors);

/** `detector Kind/name key severity` of each finding. */
export const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, subject, key = '', severity }) =>
    `${detector} ${subject.kind}/${subject.name} ${key} ${severity}`.replace(
      / {2,}/g,
      ' ',
    ),
  );

type Options = BuilderOptions & { metadata?: Record<string, unknown> };

/** An object of Istio by the short name of its kind. */
export const istio = (
  kind: keyof typeof ISTIO_KINDS,
  name: string,
  spec: unknown,
  options?: Options,
) => customObject(ISTIO_KINDS[kind], name, { spec }, options);

export const virtualService = (spec: unknown, options?: Options) =>
  istio('virtualService', 'cart', spec, options);

/** A VirtualService that sends everything to the given destinations. */
export const routeTo = (...destinations: readonly object[]) =>
  virtualService({
    hosts: ['cart'],
    http: [
      {
        route: destinations.map(destination => ({
          destination,
          ...(destinations.length > 1 ? { weight: 50 } : {}),
        })),
      },
    ],
  });

export const service = (
  name = 'cart',
  selector: Record<string, string> = { app: name },
) =>
  object('Service', name, {
    spec: { selector, ports: [{ name: 'http', port: 80 }] },
  });

export const pod = (
  name: string,
  labels: Record<string, string>,
  options: {
    containers?: readonly object[];
    spec?: object;
    namespace?: string;
    age?: number;
  } = {},
) =>
  object(
    'Pod',
    name,
    {
      spec: {
        containers: options.containers ?? [{ name: 'app' }],
        ...options.spec,
      },
      status: { phase: 'Running' },
    },
    { labels, namespace: options.namespace, age: options.age },
  );
