import type { Container } from 'kubernetes-types/core/v1';
import { object } from '../../testing/builders';
import { diffTemplates } from './diffTemplates';

const set = object('ReplicaSet', 'cart-1');

function shown(before: Partial<Container>, after: Partial<Container>) {
  const [one, other] = [before, after].map(container => ({
    object: set,
    path: 'spec.template',
    template: { spec: { containers: [{ name: 'app', ...container }] } },
  }));
  return diffTemplates(one as never, other as never).map(
    ({ evidence }) => evidence,
  );
}

const path = (name: string) => `spec.template.spec.containers[app].${name}`;

describe('diffTemplates', () => {
  it('shows of a request neither headers nor query', () => {
    const probe = (token: string) => ({
      livenessProbe: {
        periodSeconds: 5,
        httpGet: {
          path: `/healthz?token=${token}`,
          port: 80,
          httpHeaders: [{ name: 'Authorization', value: `Bearer ${token}` }],
        },
      },
    });
    const is = { periodSeconds: 5, httpGet: { path: '/healthz', port: 80 } };
    expect(shown(probe('hunter2'), probe('hunter3'))).toEqual([
      expect.objectContaining({
        path: path('livenessProbe'),
        value: is,
        was: is,
      }),
    ]);
  });

  it('shows of commands the programs', () => {
    const container = (password: string) => ({
      command: [`sh -c "mysql -p${password}"`],
      args: ['-p', password],
      env: [{ name: 'PASSWORD', value: password }],
      readinessProbe: { exec: { command: ['mysqladmin', `-p${password}`] } },
    });
    const found = shown(container('hunter2'), container('hunter3'));
    expect(found.map(each => [each.path, each.value, each.was])).toEqual([
      [path('command'), 'sh', 'sh'],
      [path('args'), '2 arguments', '2 arguments'],
      [path('env[PASSWORD]'), 'a literal value', 'a literal value'],
      [
        path('readinessProbe'),
        { exec: { command: ['mysqladmin'] } },
        { exec: { command: ['mysqladmin'] } },
      ],
    ]);
  });

  it('tells what was added from what was taken away', () => {
    const probe = { livenessProbe: { exec: { command: ['a', 'b'] } } };
    const value = { exec: { command: ['a'] } };
    expect(shown({}, probe)).toMatchObject([{ value, was: null }]);
    expect(shown(probe, {})).toMatchObject([{ value: null, was: value }]);
  });
});
