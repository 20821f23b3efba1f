import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation, useNavigate } from 'react-router-dom';
import { useListControls } from '../../hooks/useListControls';
import { ListToolbar } from './ListToolbar';

function Page() {
  const controls = useListControls('nodes', ['name']);
  const navigate = useNavigate();
  const { search } = useLocation();
  return (
    <>
      <ListToolbar
        controls={controls}
        search="Find"
        sorts={[{ value: 'name', label: 'Name' }]}
      />
      <button onClick={() => controls.turnTo(['second'])}>Turn</button>
      <button onClick={() => navigate(-1)}>Back</button>
      <output>{search}</output>
    </>
  );
}

it('lets the browser lead back to what was looked for before', async () => {
  renderInTestApp(<Page />, { initialRouteEntries: ['/?nodes.q=old'] });
  const field = await screen.findByLabelText('Find');
  await userEvent.click(screen.getByRole('button', { name: 'Turn' }));
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('nodes.cursor=second'),
  );
  await userEvent.type(field, 'er');
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('nodes.q=older'),
  );

  await userEvent.click(screen.getByRole('button', { name: 'Back' }));
  await waitFor(() => expect(field).toHaveValue('old'));
  // Longer than the pause after which the list is asked for what is typed.
  await new Promise(resolve => setTimeout(resolve, 500));
  expect(screen.getByRole('status')).toHaveTextContent('?nodes.q=old');
});
