import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { JsonValue } from '../../format/types';
import { FieldEvidence } from './FieldEvidence';

const PATH = 'spec.template.spec.containers[app].env';

const render = (was: JsonValue, value: JsonValue) =>
  renderInTestApp(
    <FieldEvidence
      evidence={{
        type: 'field',
        object: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
        path: PATH,
        value,
        was,
      }}
    />,
  );

const refers = (key: string) => [
  { name: 'DB', valueFrom: { secretKeyRef: { name: 'checkout-db', key } } },
];

describe('FieldEvidence', () => {
  it('tells what a structure was before it was changed', async () => {
    render(refers('password'), refers('pass'));
    expect(await screen.findByRole('region', { name: PATH })).toHaveTextContent(
      '"key": "pass"',
    );
    expect(
      screen.getByRole('region', { name: `${PATH} · Before the change` }),
    ).toHaveTextContent('"key": "password"');
  });

  it('tells of a structure that is gone, and of one word on its line', async () => {
    const { unmount } = render(refers('password'), null);
    expect(await screen.findByText('not set')).toBeVisible();
    expect(screen.getByText(/"key": "password"/)).toBeVisible();
    unmount();
    render('app:1', 'app:2');
    expect(await screen.findByText('(was app:1)')).toBeVisible();
    expect(
      screen.queryByRole('region', { name: /Before/ }),
    ).not.toBeInTheDocument();
  });
});
