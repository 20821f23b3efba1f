import {
  IncidentFacetQuery,
  IncidentFacets,
} from '@opsagent/backstage-plugin-opsagent-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleApi } from '../../../dev/SampleApi';
import {
  INCIDENTS,
  renderOpsAgentPage,
} from '../../__testUtils__/renderOpsAgentPage';

const facets: IncidentFacets = {
  severity: [{ value: 'critical', count: 2 }],
  state: [{ value: 'open', count: 3 }],
  cluster: [
    { value: 'prod-us', count: 7 },
    { value: 'prod-eu', count: 2 },
  ],
  cause: [],
  owner: [{ value: 'group:default/team-a', count: 1 }],
  system: [],
};

const optionsOf = async (filter: string) => {
  await userEvent.click(await screen.findByRole('combobox', { name: filter }));
  const list = within(screen.getByRole('listbox'));
  const options = list.getAllByRole('option').map(each => each.textContent);
  await userEvent.keyboard('{Escape}');
  return options;
};

it('tells how much there is of each value, also of what the page does not show', async () => {
  const countIncidents = jest.fn(
    async (_: Partial<IncidentFacetQuery> = {}) => facets,
  );
  const sample = await new SampleApi().listIncidents();
  renderOpsAgentPage(
    { listIncidents: async () => sample, countIncidents },
    `${INCIDENTS}?cluster=test&age=week`,
  );
  await screen.findByText('3 incidents');
  await waitFor(() => expect(countIncidents).toHaveBeenCalled());
  expect(countIncidents.mock.calls[0][0]).toMatchObject({
    cluster: ['test'],
    firstSeenAfter: expect.any(String),
  });
  await waitFor(async () =>
    expect(await optionsOf('Cluster')).toEqual([
      'prod-eu2',
      'prod-us7',
      'test0',
    ]),
  );
  expect(await optionsOf('Severity')).toEqual([
    'Critical2',
    'High0',
    'Medium0',
    'Low0',
    'Info0',
  ]);
  expect(await optionsOf('Owner')).toEqual(['team-a1']);
  expect(screen.queryByLabelText('System')).not.toBeInTheDocument();
});

it('offers what the list shows while nothing could be counted', async () => {
  const sample = await new SampleApi().listIncidents();
  renderOpsAgentPage({
    listIncidents: async () => sample,
    countIncidents: async () => Promise.reject(new Error('No')),
  });
  await screen.findByText('3 incidents');
  expect(await optionsOf('Cluster')).toEqual(['prod-eu', 'staging']);
});
