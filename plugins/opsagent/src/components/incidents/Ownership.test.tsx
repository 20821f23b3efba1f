import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { Ownership, OwnershipProps } from './Ownership';

const render = (incident: OwnershipProps['incident']) =>
  renderInTestApp(
    <p>
      Broken
      <Ownership incident={incident} />
    </p>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );

describe('Ownership', () => {
  it('says in words who caused it, who suffers and who owns, each leading to its page', async () => {
    render({
      entities: [
        { entityRef: 'component:default/cart', role: 'cause' },
        { entityRef: 'component:default/pay', role: 'affected' },
        { entityRef: 'resource:default/db', role: 'affected' },
      ],
      owners: ['group:default/team-cart', 'user:default/ana'],
    });
    expect(await screen.findByText(/^Broken/)).toHaveTextContent(
      'Broken · caused by cart · affects pay, resource:db · owner team-cart, user:ana',
    );
    expect(screen.getByRole('link', { name: /team-cart/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/team-cart',
    );
  });

  it('says nothing of nobody', async () => {
    render({ entities: [], owners: [] });
    expect(await screen.findByText('Broken')).toBeVisible();
  });
});
