import { ResponseError } from '@backstage/errors';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleApi } from '../../../dev/SampleApi';
import { AskingApi } from '../../__testUtils__/AskingApi';
import {
  catalogRoutes,
  mountedRoutes,
} from '../../__testUtils__/mountedRoutes';
import {
  sampleConversation,
  sampleMessage,
} from '../../__testUtils__/sampleConversation';
import { samples } from '../../__testUtils__/samples';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { EntityAsk } from './EntityAsk';

function show(
  api: SampleApi,
  entityRef: string,
  routes: Partial<typeof mountedRoutes> = mountedRoutes,
) {
  renderInTestApp(<EntityAsk entityRef={entityRef} />, {
    apis: [[opsAgentApiRef, api], mockApis.permission()],
    mountedRoutes: routes,
  });
}

const SEVERAL = 'component:default/problems';

describe('EntityAsk', () => {
  beforeEach(() => sessionStorage.clear());

  it('says what a model would add where there is none', async () => {
    show(new SampleApi(), SEVERAL);
    expect(
      await screen.findByText(
        /questions about this component.*opsagent\.models/,
      ),
    ).toBeVisible();
  });

  it('asks about the cluster that is chosen, and keeps what is typed for each', async () => {
    const api = new AskingApi();
    show(api, SEVERAL);
    const group = within(
      await screen.findByRole('group', { name: 'Cluster to ask about' }),
    );
    const [first, second] = group.getAllByRole('button');
    expect(first).toHaveAttribute('aria-pressed', 'true');
    const box = () => screen.findByRole('textbox', { name: 'Your question' });
    await userEvent.type(await box(), 'Of the first');
    await userEvent.click(second);
    expect(await box()).toHaveValue('');
    await userEvent.type(await box(), 'Of the second{Enter}');
    expect(
      await screen.findByRole('button', { name: 'How it was answered' }),
    ).toBeVisible();
    const cluster = second.textContent!;
    const [{ about, question }] = api.started;
    expect(question).toBe('Of the second');
    expect(about).toMatchObject({
      type: 'entity',
      entityRef: samples.problems().entityRef,
    });
    expect(cluster).toContain('cluster' in about ? about.cluster : undefined);
    await userEvent.click(first);
    expect(await box()).toHaveValue('Of the first');
  });

  it('shows nothing of one cluster while it reads what was asked about another', async () => {
    const api = new AskingApi();
    api.conversations = [sampleConversation([sampleMessage()])];
    show(api, SEVERAL);
    const group = within(
      await screen.findByRole('group', { name: 'Cluster to ask about' }),
    );
    expect(
      await screen.findByRole('button', { name: 'How it was answered' }),
    ).toBeVisible();
    jest
      .spyOn(api, 'listConversations')
      .mockImplementation(() => new Promise(() => {}));
    await userEvent.click(group.getAllByRole('button')[1]);
    expect(
      screen.queryByRole('button', { name: 'How it was answered' }),
    ).toBeNull();
  });

  it('names the filter without a link in a portal that has no page of incidents', async () => {
    const api = new AskingApi();
    api.conversations = [sampleConversation([sampleMessage()])];
    show(api, SEVERAL, catalogRoutes);
    expect(
      await screen.findByText(/The list of incidents, filtered/),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: /incidents/ })).toBeNull();
  });

  it('says so when one may not ask', async () => {
    const api = new AskingApi();
    const body = { error: { name: 'NotAllowedError', message: 'No' } };
    jest.spyOn(api, 'listConversations').mockRejectedValue(
      await ResponseError.fromResponse(
        new Response(JSON.stringify({ ...body, response: {} }), {
          status: 403,
          headers: { 'Content-Type': 'application/json' },
        }),
      ),
    );
    show(api, SEVERAL);
    expect(await screen.findByText('You may not ask about this')).toBeVisible();
  });
});
