import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { LedgerFact } from './LedgerFact';

it('tells a document of fields as a list, and any other word for word', async () => {
  const text = '{"objectsOfTheEntity":12}';
  await renderInTestApp(
    <>
      <LedgerFact entry={{ id: 'E1', kind: 'document', text }} />
      <LedgerFact entry={{ id: 'E2', kind: 'field', text }} />
    </>,
  );
  expect(screen.getByRole('group', { name: 'E1' })).toHaveTextContent(
    'objects of the entity12',
  );
  expect(screen.getAllByText(text)).toHaveLength(1);
});
