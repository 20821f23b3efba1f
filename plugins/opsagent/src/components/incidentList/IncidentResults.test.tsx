import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  IncidentChanges,
  IncidentQuery,
  IncidentSummary,
  MOST_CHANGES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleApi } from '../../../dev/SampleApi';
import { mountedRoutes } from '../../__testUtils__/mountedRoutes';
import {
  INCIDENTS,
  renderOpsAgentPage,
} from '../../__testUtils__/renderOpsAgentPage';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { listingOf } from '../../format/incidentFilters';
import { IncidentResults } from './IncidentResults';

/** The sample's list, with changes to some of its incidents. */
async function incidentsWith(...changes: Partial<IncidentSummary>[]) {
  const list = await new SampleApi().listIncidents();
  const items = list.items.map((each, index) => ({
    ...each,
    ...changes[index],
  }));
  return { ...list, items };
}

const checkboxes = () =>
  screen.findAllByRole('checkbox', { name: /^Choose: / });
const readAgain = () =>
  act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });

describe('what is chosen from the list of incidents', () => {
  it('is changed together, and what is refused says why and stays chosen', async () => {
    const list = await incidentsWith();
    const [first, second] = list.items;
    const changeIncidents = jest.fn(async ({ ids }: IncidentChanges) => ({
      items: ids.map(id =>
        id === first.id
          ? { id, state: 'acknowledged' as const }
          : {
              id,
              error: {
                name: 'ConflictError',
                message: 'expected.stateSince: it has changed meanwhile',
              },
            },
      ),
    }));
    const listIncidents = jest.fn(async () => list);
    renderOpsAgentPage({ listIncidents, changeIncidents });
    const [a, b] = await checkboxes();
    await userEvent.click(a);
    await userEvent.click(b);
    expect(screen.getByText('2 chosen')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    const dialog = within(
      screen.getByRole('dialog', { name: 'Change the state of 2 incidents' }),
    );
    expect(dialog.getByText(first.title)).toBeVisible();
    await userEvent.type(dialog.getByLabelText(/^Reason/), 'On it');
    listIncidents.mockClear();
    await userEvent.click(dialog.getByRole('button', { name: 'Apply' }));
    expect(await dialog.findByText('1 of 2 were changed')).toBeVisible();
    expect(changeIncidents.mock.calls[0][0]).toEqual({
      ids: [first.id, second.id],
      change: { state: 'acknowledged', reason: 'On it' },
      expected: {
        [first.id]: { stateSince: first.stateSince },
        [second.id]: { stateSince: second.stateSince },
      },
    });
    const refused = within(dialog.getByRole('listitem'));
    expect(refused.getByText(second.title)).toBeVisible();
    expect(dialog.getByText(/has changed in the meantime/)).toBeVisible();
    expect(listIncidents).toHaveBeenCalled();

    expect(dialog.getByRole('button', { name: 'Close' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('1 chosen')).toBeVisible();
    expect(b).toBeChecked();
  });

  it('says what was refused also when the list is empty meanwhile', async () => {
    const list = await incidentsWith();
    const [first] = list.items;
    const listIncidents = jest.fn(async () => list);
    renderOpsAgentPage({
      listIncidents,
      listClusters: async () => ({ items: [] }),
      changeIncidents: async () => {
        listIncidents.mockResolvedValue({ ...list, items: [], totalItems: 0 });
        const error = {
          name: 'ConflictError',
          message: 'state: it is resolved',
        };
        return { items: [{ id: first.id, error }] };
      },
    });
    await userEvent.click((await checkboxes())[0]);
    await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    expect(await screen.findByText('0 of 1 were changed')).toBeVisible();
    expect(screen.getByText(/^It is resolved/)).toBeVisible();
    expect(screen.getByText(/^No open incidents/)).toBeInTheDocument();
    expect(screen.queryByText(/(was|were) acknowledged/)).toBeNull();
  });

  it('is read again when it cannot be told whether it was changed', async () => {
    const list = await incidentsWith();
    const listIncidents = jest.fn(async () => list);
    renderOpsAgentPage({
      listIncidents,
      changeIncidents: async () => {
        listIncidents.mockClear();
        throw new DOMException('The operation timed out.', 'TimeoutError');
      },
    });
    await userEvent.click((await checkboxes())[0]);
    await userEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(listIncidents).toHaveBeenCalled();
    expect(await screen.findByRole('button', { name: 'Apply' })).toBeVisible();
  });

  it('outlives a refresh and the turn of a page, and ends with the list', async () => {
    const list = await incidentsWith();
    const listIncidents = jest.fn(
      async ({ cursor }: Partial<IncidentQuery> = {}) => ({
        items: cursor ? list.items.slice(1) : list.items,
        totalItems: 51,
        pageInfo: cursor ? {} : { nextCursor: 'second' },
      }),
    );
    renderOpsAgentPage({ listIncidents });
    await userEvent.click((await checkboxes())[0]);
    await readAgain();
    expect((await checkboxes())[0]).toBeChecked();

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText(/1 of them not on this page/)).toBeVisible();

    await userEvent.click(screen.getByRole('combobox', { name: 'Sort' }));
    await userEvent.click(screen.getByRole('option', { name: /^Longest/ }));
    await waitFor(() =>
      expect(screen.queryByText(/chosen/)).not.toBeInTheDocument(),
    );
    expect(listIncidents.mock.lastCall?.[0]).toMatchObject({
      order: 'longest',
    });
  });

  it('is all that may be changed, at once', async () => {
    const list = await incidentsWith({ mayChange: false }, {}, {});
    renderOpsAgentPage({ listIncidents: async () => list });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Choose all on this page' }),
    );
    const [denied, ...others] = await checkboxes();
    expect(denied).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(denied);
    expect(denied).toHaveAccessibleDescription(/opsagent\.finding\.update/);
    expect(denied).not.toBeChecked();
    others.forEach(each => expect(each).toBeChecked());
    await userEvent.click(screen.getByRole('button', { name: 'Choose none' }));
    others.forEach(each => expect(each).not.toBeChecked());
  });

  it('is nothing for a reader who may change nothing', async () => {
    const denied = { mayChange: false };
    const list = await incidentsWith(denied, denied, denied);
    renderOpsAgentPage({ listIncidents: async () => list });
    await screen.findByText('3 incidents');
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    await userEvent.keyboard('ja');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('the keys of the list of incidents', () => {
  it('walk it, choose, acknowledge, snooze and open', async () => {
    const list = await incidentsWith();
    renderOpsAgentPage(new SampleApi());
    await screen.findByText('3 incidents');
    const link = (index: number) =>
      screen.getByRole('link', { name: list.items[index].title });
    await userEvent.keyboard('j');
    expect(link(0)).toHaveFocus();
    await userEvent.keyboard('jx');
    expect(link(1)).toHaveFocus();
    expect((await checkboxes())[1]).toBeChecked();
    await userEvent.keyboard('jjk');
    expect(link(1)).toHaveFocus();

    await userEvent.keyboard('s');
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(list.items[1].title)).toBeVisible();
    expect(
      dialog.getByRole('radio', { name: 'Snooze for 1 hour' }),
    ).toBeChecked();
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('a');
    expect(screen.getByRole('radio', { name: /^Acknowledge/ })).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const done = within(await screen.findByRole('note'));
    expect(done.getByText('1 incident was acknowledged.')).toBeVisible();
    expect(
      done.getByRole('link', { name: 'Show acknowledged ones' }),
    ).toHaveAttribute('href', `${INCIDENTS}?state=acknowledged`);
    await userEvent.click(done.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
    link(1).focus();

    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('link', { name: 'All incidents' }),
    ).toBeVisible();
  });

  it('say why a row is not chosen or changed', async () => {
    const list = await incidentsWith({ state: 'resolved' }, {}, {});
    renderOpsAgentPage({ listIncidents: async () => list });
    const status = (await screen.findByText('3 incidents')).parentElement;
    await userEvent.keyboard('jx');
    expect(status).toHaveAttribute('role', 'status');
    expect(status).toHaveTextContent(`${list.items[0].title}: It is resolved`);
    await userEvent.keyboard('jx');
    expect(status).toHaveTextContent('1 chosen');
    expect(status).not.toHaveTextContent('It is resolved');
    await userEvent.keyboard('x');
    expect(status).not.toHaveTextContent('chosen');
    await userEvent.keyboard('ka');
    expect(status).toHaveTextContent('It is resolved');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('change no more at once than the buttons', async () => {
    const list = await incidentsWith();
    // On other pages, as that many rows take long to render.
    const chosen = Array.from({ length: MOST_CHANGES + 1 }, (_, index) => ({
      ...list.items[1],
      id: `incident-${index}`,
    }));
    const onChange = jest.fn();
    const options = {
      mountedRoutes,
      apis: [[opsAgentApiRef, new SampleApi()] as const],
    };
    const results = (some: typeof chosen) => (
      <IncidentResults
        list={list}
        isStale={false}
        listing={listingOf(new URLSearchParams())}
        selection={{
          chosen: some,
          has: () => false,
          set: jest.fn(),
          clear: jest.fn(),
        }}
        orderBy={jest.fn()}
        onChange={onChange}
      />
    );
    const { unmount } = renderInTestApp(results(chosen), options);
    expect(
      await screen.findByRole('button', { name: 'Acknowledge' }),
    ).toBeDisabled();
    await userEvent.keyboard('as');
    expect(onChange).not.toHaveBeenCalled();
    unmount();

    const most = chosen.slice(1);
    renderInTestApp(results(most), options);
    expect(
      await screen.findByRole('button', { name: 'Acknowledge' }),
    ).toBeEnabled();
    await userEvent.keyboard('a');
    expect(onChange).toHaveBeenCalledWith(most, 'acknowledged');
  });

  it('choose and change nothing while another list is looked for', async () => {
    const list = await incidentsWith();
    renderOpsAgentPage({
      listIncidents: async ({ order }: Partial<IncidentQuery> = {}) =>
        order === 'longest' ? new Promise<typeof list>(() => {}) : list,
    });
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Sort' }),
    );
    await userEvent.click(screen.getByRole('option', { name: /^Longest/ }));
    await userEvent.keyboard('{Escape}');
    screen.getByRole('link', { name: list.items[1].title }).focus();
    await userEvent.keyboard('xa');
    const [first] = await checkboxes();
    await userEvent.click(first);
    expect(screen.queryByText(/chosen/)).not.toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('are explained, and can be turned off', async () => {
    renderOpsAgentPage(new SampleApi());
    await screen.findByText('3 incidents');
    await userEvent.keyboard('?');
    const help = within(
      screen.getByRole('dialog', { name: 'Keys of this list' }),
    );
    expect(help.getByText('To the next incident')).toBeVisible();
    await userEvent.keyboard('j');
    expect(document.activeElement).not.toHaveAttribute('href');
    await userEvent.click(
      help.getByRole('checkbox', { name: 'Use these keys' }),
    );
    await userEvent.click(help.getByRole('button', { name: 'Close' }));
    await userEvent.keyboard('?j');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('the export of the list of incidents', () => {
  const createObjectURL = jest.fn(() => 'blob:table');
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click');

  beforeEach(() => {
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    click.mockImplementation(() => {});
  });

  const exportButton = () =>
    screen.findByRole('button', { name: 'Export CSV' });

  it('has all that the filters find, in its order', async () => {
    const list = await incidentsWith();
    const exportIncidents = jest.fn(async (_: Partial<IncidentQuery> = {}) => ({
      csv: new Blob(['title']),
      truncated: true,
    }));
    renderOpsAgentPage(
      { listIncidents: async () => list, exportIncidents },
      `${INCIDENTS}?severity=high&order=newest&cursor=second`,
    );
    await userEvent.click(await exportButton());
    expect(await screen.findByText(/first 10000 incidents/)).toBeVisible();
    expect(exportIncidents.mock.calls[0][0]).toEqual({
      severity: ['high'],
      order: 'newest',
    });
    expect(click.mock.contexts[0]).toMatchObject({
      href: 'blob:table',
      download: expect.stringMatching(/^incidents-\d{4}-\d\d-\d\d\.csv$/),
    });
  });

  it('says why there is none', async () => {
    const list = await incidentsWith();
    const refusal = Object.assign(new Error('No'), { statusCode: 403 });
    renderOpsAgentPage({
      listIncidents: async () => list,
      exportIncidents: async () => Promise.reject(refusal),
    });
    await userEvent.click(await exportButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Nothing was exported.*opsagent\.finding\.read/,
    );
    expect(await exportButton()).toBeEnabled();
  });
});
