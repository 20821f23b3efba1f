import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  PlainSummary,
  PlainSummaryState,
} from '@opsagent/backstage-plugin-opsagent-common';
import { SampleApi } from '../../../dev/SampleApi';
import {
  INCIDENTS,
  renderOpsAgentPage,
} from '../../__testUtils__/renderOpsAgentPage';
import { sampleTranscript } from '../../__testUtils__/sampleInvestigation';
import { samples } from '../../__testUtils__/samples';

const SUMMARY: PlainSummary = {
  sentences: [
    { text: 'The shop is down.', evidence: ['E1'], recommendations: [] },
    { text: '<b>Ask</b> the team.', evidence: ['E1'], recommendations: [] },
  ],
  facts: [{ id: 'E1', kind: 'finding', text: 'a password is missing' }],
  model: 'gpt-x',
  madeAt: '2026-03-01T12:00:00Z',
  outdated: false,
  usage: {
    calls: 1,
    inputTokens: 1_000,
    outputTokens: 234,
    cachedInputTokens: 0,
    estimated: false,
  },
};

/** Explains incidents as a test says, and counts how often it is asked to. */
class ExplainingApi extends SampleApi {
  state: PlainSummaryState = {
    model: 'gpt-x',
    mayMake: true,
    automatic: false,
  };
  asked = 0;
  answer: () => Promise<PlainSummary> = async () => SUMMARY;

  async getPlainSummary() {
    return this.state;
  }

  async makePlainSummary() {
    this.asked += 1;
    const summary = await this.answer();
    this.state = { ...this.state, summary };
    return summary;
  }

  async getPlainSummaryTranscript() {
    return sampleTranscript;
  }
}

function show(api: SampleApi) {
  const [{ id }] = samples.incidents().incidents;
  renderOpsAgentPage(api, `${INCIDENTS}/${id}`);
}

const pane = async () =>
  within(await screen.findByRole('region', { name: 'In plain words' }));

describe('SummaryPane', () => {
  it('explains when it is asked to, and says what that rests on and what was sent', async () => {
    const api = new ExplainingApi();
    show(api);
    await userEvent.click(
      await (
        await pane()
      ).findByRole('button', {
        name: 'Explain in plain words',
      }),
    );
    const told = await pane();
    // Nothing that a model writes becomes markup.
    expect(
      await told.findByText('The shop is down. <b>Ask</b> the team.'),
    ).toBeVisible();
    expect(told.getByText('Written by gpt-x')).toBeVisible();
    expect(told.getByText('1,234 tokens')).toBeVisible();
    expect(told.queryByRole('button', { name: /^Explain/ })).toBeNull();
    await userEvent.click(
      told.getByRole('button', { name: 'What it rests on' }),
    );
    expect(told.getByText('a password is missing')).toBeVisible();
    await userEvent.click(told.getByRole('button', { name: 'What was sent' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('Mail <email-1> when done.')).toBeVisible();
    expect(api.asked).toBe(1);
  });

  it('says that it is outdated, and why it could not be made anew', async () => {
    const api = new ExplainingApi();
    api.state = { ...api.state, summary: { ...SUMMARY, outdated: true } };
    api.answer = async () => {
      throw new Error('gpt-x is away');
    };
    show(api);
    const told = await pane();
    expect(told.getByText(/has changed since/)).toBeVisible();
    await userEvent.click(told.getByRole('button', { name: 'Explain again' }));
    expect(await told.findByText(/not explained: gpt-x is away/)).toBeVisible();
    expect(told.getByText(/^The shop is down/)).toBeVisible();
  });

  it('explains by itself where the portal says so, and tries once', async () => {
    const api = new ExplainingApi();
    api.state = { ...api.state, automatic: true };
    api.answer = async () => {
      throw new Error('gpt-x is away');
    };
    show(api);
    expect(
      await (await pane()).findByText(/not explained: gpt-x is away/),
    ).toBeVisible();
    expect(api.asked).toBe(1);
  });

  it.each<[string, Partial<PlainSummaryState>]>([
    ['without a model', { model: undefined }],
    ['for those who may not have it explained', { mayMake: false }],
  ])('shows nothing %s', async (_, fields) => {
    const api = new ExplainingApi();
    api.state = { ...api.state, automatic: true, ...fields };
    show(api);
    await screen.findByRole('region', { name: 'Investigation' });
    expect(screen.queryByText('In plain words')).toBeNull();
    expect(api.asked).toBe(0);
  });
});
