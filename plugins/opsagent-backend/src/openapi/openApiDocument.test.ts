import { mockServices } from '@backstage/backend-test-utils';
import { Router } from 'express';
import { createRouter } from '../router/createRouter';
import { openApiDocument } from './openApiDocument';
import { operations } from './operations';

type Layer = Router['stack'][number];

function routesOf(router: Router): string[] {
  return router.stack.flatMap((layer: Layer) => {
    if (!layer.route) {
      return 'stack' in layer.handle ? routesOf(layer.handle as Router) : [];
    }
    const { path, stack } = layer.route;
    const methods = new Set(stack.map(each => each.method));
    return [...methods].map(method => `${method} ${path}`);
  });
}

describe('openApiDocument', () => {
  it('tells of every route and of no other', () => {
    const services = {
      auditor: mockServices.auditor.mock(),
      httpAuth: mockServices.httpAuth.mock(),
    };
    const router = createRouter({ ...services } as never);
    const documented = operations.map(
      ({ method, path }) =>
        `${method} ${path.replace(/\{(\w+)\}/g, (_, name) => `:${name}`)}`,
    );
    expect(routesOf(router).sort()).toEqual(documented.sort());
    const names = operations.map(each => each.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names its parameters, bodies, answers and failures', () => {
    const { paths = {}, components } = openApiDocument();
    const patch = paths['/findings/{id}']?.patch;
    expect(patch?.parameters).toEqual([
      { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
    ]);
    expect(patch?.requestBody).toMatchObject({ required: true });
    expect(Object.keys(patch?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
    ]);
    const cluster = paths['/findings']?.get?.parameters?.[0];
    expect(cluster).toEqual({
      in: 'query',
      name: 'cluster',
      schema: { type: 'array', items: { type: 'string', minLength: 1 } },
    });
    expect(components?.schemas?.StoredFinding).not.toHaveProperty(
      'additionalProperties',
    );
  });
});
