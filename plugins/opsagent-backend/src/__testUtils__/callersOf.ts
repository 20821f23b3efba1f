import { mockCredentials } from '@backstage/backend-test-utils';
import { ExtendedHttpServer } from '@backstage/backend-defaults/rootHttpRouter';
import request from 'supertest';
import { expectDocumented } from './expectDocumented';

let callers = 0;

/** Calls the plugin of a test portal. Every answer is held against the OpenAPI document. */
export function callersOf({ server }: { server: ExtendedHttpServer }) {
  const calling = (authorization: string) => {
    const call = (
      method: 'get' | 'patch' | 'post' | 'put' | 'delete',
      path: string,
    ) =>
      request(server)
        [method](`/api/opsagent${path}`)
        .set('Authorization', authorization)
        .expect(answer => expectDocumented(method, path, answer));
    return {
      get: (path: string) => call('get', path),
      delete: (path: string) => call('delete', path),
      post: (path: string, body?: object) => call('post', path).send(body),
      put: (path: string, body?: object) => call('put', path).send(body),
      patch: (path: string, body: object | string) =>
        call('patch', path).set('Content-Type', 'application/json').send(body),
    };
  };
  return {
    /** Somebody else each time, so that no answer comes from a cache. */
    user: (name = `user:default/caller-${callers++}`) =>
      calling(mockCredentials.user.header(name)),
    service: () =>
      calling(
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('plugin:other'),
          targetPluginId: 'opsagent',
        }),
      ),
    nobody: () => calling(mockCredentials.none.header()),
  };
}

export type TestCaller = ReturnType<ReturnType<typeof callersOf>['user']>;
