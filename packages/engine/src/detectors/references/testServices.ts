import { ago, object } from '../../testing/builders';
import { ContainerFields, deployedPod, ended } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { referenceDetectors } from '.';

export const run = detectorRunner(...referenceDetectors);
export const told = (
  ingredients: readonly Ingredient[],
  logs?: Map<string, string>,
) =>
  run(ingredients, logs).map(
    ({ detector, subject, key, severity, tier }) =>
      `${detector} ${subject.kind}/${subject.name} ${key} ${severity} ${tier}`,
  );

export const NAMESPACES = ['shop', 'data'].map(name =>
  object('Namespace', name),
);

/** Deployment shop/cart whose container has this one variable, and is well. */
export function consumer(
  name: string,
  value: string,
  rest: { container?: ContainerFields; spec?: object; age?: number } = {},
): Ingredient[] {
  return deployedPod({
    age: rest.age,
    containers: {
      app: {
        ...rest.container,
        spec: { env: [{ name, value }], ...rest.container?.spec },
      },
    },
    spec: { ...rest.spec },
  });
}

export const service = (
  name: string,
  namespace = 'shop',
  fields: Record<string, unknown> = {},
) =>
  object(
    'Service',
    name,
    { spec: { selector: { app: name }, ports: [{ port: 5432 }], ...fields } },
    { namespace },
  );
export const backend = (name: string, ready: boolean, namespace = 'shop') =>
  object(
    'Pod',
    `${name}-0`,
    {
      spec: {
        containers: [{ name, ports: [{ containerPort: 5432 }] }],
      },
      status: {
        phase: 'Running',
        conditions: [
          {
            type: 'Ready',
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(600_000),
          },
        ],
      },
    },
    { labels: { app: name }, namespace },
  );
export const crashing = {
  status: { ready: false, lastState: ended(1, 60_000) },
};
