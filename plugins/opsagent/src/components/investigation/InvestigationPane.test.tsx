import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Investigation,
  InvestigationEvent,
  InvestigationList,
} from '@opsagent/backstage-plugin-opsagent-common';
import { SampleApi } from '../../../dev/SampleApi';
import {
  INCIDENTS,
  renderOpsAgentPage,
} from '../../__testUtils__/renderOpsAgentPage';
import {
  runningInvestigation,
  sampleEvents,
  sampleInvestigation,
  sampleSteps,
  sampleTranscript,
} from '../../__testUtils__/sampleInvestigation';
import { samples } from '../../__testUtils__/samples';

/** Answers with investigations as a test says, and remembers what it was asked. */
class InvestigatingApi extends SampleApi {
  readonly cancelled: string[] = [];
  readonly started: object[] = [];
  items: Investigation[] = [];
  list: Pick<InvestigationList, 'mayStart' | 'model'> = {
    mayStart: true,
    model: 'gpt-x',
  };
  /** Of the investigation that is followed; it goes on until the test lets it end. */
  events: InvestigationEvent[] = sampleEvents;
  goOn: Promise<void> = Promise.resolve();
  rest: InvestigationEvent[] = [];

  async listInvestigations() {
    const { items } = this;
    return { ...this.list, items, totalItems: items.length, pageInfo: {} };
  }

  async startInvestigation(_incident: string, start: object = {}) {
    this.started.push(start);
    this.items = [runningInvestigation(), ...this.items];
    return { ...this.items[0], reused: false };
  }

  async *followInvestigation() {
    yield* this.events;
    await this.goOn;
    yield* this.rest;
  }

  async getInvestigationTranscript() {
    return sampleTranscript;
  }

  async cancelInvestigation(id: string) {
    this.cancelled.push(id);
    return runningInvestigation();
  }
}

async function show(api: SampleApi) {
  const [{ id }] = samples.incidents().incidents;
  renderOpsAgentPage(api, `${INCIDENTS}/${id}`);
  return within(await screen.findByRole('region', { name: 'Investigation' }));
}

describe('InvestigationPane', () => {
  it('says what a model would add, with nothing to press, where there is none', async () => {
    const pane = await show(new SampleApi());
    expect(await pane.findByText(/under opsagent\.models/)).toBeVisible();
    expect(pane.queryByRole('button')).not.toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const api = new InvestigatingApi();
    api.list = { model: 'gpt-x', mayStart: false };
    const pane = await show(api);
    expect(
      await pane.findByText(/opsagent\.investigation\.create/),
    ).toBeVisible();
    expect(pane.queryByRole('button')).not.toBeInTheDocument();
  });

  it('starts one, shows each step as it happens, stops it, and then the verdict', async () => {
    const api = new InvestigatingApi();
    let finish = () => {};
    api.goOn = new Promise(resolve => {
      finish = resolve;
    });
    api.events = [
      ...sampleEvents.slice(0, 3),
      { type: 'text', text: 'The pod waits' },
    ];
    api.rest = sampleEvents.slice(3);
    const pane = await show(api);
    await userEvent.click(
      await pane.findByRole('button', { name: 'Investigate' }),
    );
    expect(api.started).toEqual([{ fresh: false }]);
    expect(await pane.findByText('Under way')).toBeVisible();
    const steps = within(await pane.findByRole('list', { name: 'Steps' }));
    expect(await steps.findByText('I look at the pod.')).toBeVisible();
    expect(await pane.findByText('The pod waits')).toBeVisible();
    await userEvent.click(
      steps.getByRole('button', {
        name: 'list_objects kind=Pod namespace=shop · 1 fact',
      }),
    );
    expect(steps.getByText('{"waiting":"no Secret"}')).toBeVisible();
    await userEvent.click(pane.getByRole('button', { name: 'Stop' }));
    expect(api.cancelled).toEqual(['investigation-1']);

    api.items = [sampleInvestigation()];
    finish();
    expect(await pane.findByText('Concluded')).toBeVisible();
    expect(pane.getByText('asked by ana')).toBeVisible();
    expect(pane.getByText(/1,234 tokens · cost €0\.0021/)).toBeVisible();
    expect(pane.queryByRole('button', { name: 'Stop' })).toBeNull();
    expect(
      pane.getByRole('button', { name: 'Investigate again' }),
    ).toBeVisible();
  });

  it('sets both verdicts beside each other, and opens what they rest on', async () => {
    const api = new InvestigatingApi();
    api.items = [sampleInvestigation()];
    const pane = await show(api);
    expect(await pane.findByText('The rules say')).toBeVisible();
    expect(pane.getByText('gpt-x says')).toBeVisible();
    expect(pane.getByText('Both name the same cause.')).toBeVisible();
    // Nothing that a model writes becomes markup.
    expect(
      pane.getByText(
        'The Secret is in another namespace. <b>See</b> [here](http://x.example).',
      ),
    ).toBeVisible();
    expect(pane.queryByRole('link', { name: 'here' })).toBeNull();

    const [first, second] = within(
      pane.getByRole('list', { name: 'What gpt-x holds to be the cause' }),
    ).getAllByText(/^The Secret was created|^The node is broken/);
    const proven = within(first.closest('li')!);
    expect(proven.getByText('80 % sure')).toBeVisible();
    await userEvent.click(proven.getByRole('button', { name: 'Show E2' }));
    expect(await proven.findByText('{"waiting":"no Secret"}')).toBeVisible();
    expect(within(second.closest('li')!).getByText('Unproven')).toBeVisible();
    expect(
      pane.getByText(/tried to give the model instructions/),
    ).toBeVisible();
    expect(pane.getByText('Create the Secret in namespace shop')).toBeVisible();
    expect(pane.getByText('The logs of the operator')).toBeVisible();

    await userEvent.click(pane.getByRole('button', { name: 'What was sent' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('Mail <email-1> when done.')).toBeVisible();
    expect(dialog.getByText('list_objects {"kind":"Pod"}')).toBeVisible();
    expect(dialog.getByText(/"Lists objects of one kind."/)).toBeVisible();
  });

  it('says once what both say in the same words', async () => {
    const api = new InvestigatingApi();
    const [{ causes }] = samples.incidents().incidents;
    const message = causes[0].message!;
    const sample = sampleInvestigation();
    const verdict = { ...sample.details!.verdict!, summary: `${message}.` };
    api.items = [{ ...sample, details: { ...sample.details!, verdict } }];
    const pane = await show(api);
    expect(await pane.findByText('The same.')).toBeVisible();
    expect(pane.getAllByText(message, { exact: false })).toHaveLength(1);
  });

  it('stands behind what to do', async () => {
    const pane = await show(new InvestigatingApi());
    expect(
      screen
        .getByRole('region', { name: 'What to do' })
        .compareDocumentPosition(await pane.findByRole('button')),
    ).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it.each<[string, Partial<Investigation>, object, RegExp]>([
    [
      'a budget that is spent',
      { state: 'failed' },
      { failure: { reason: 'budget', message: 'You today may use 5' } },
      /may be spent on language models is spent/,
    ],
    [
      'a model that does not answer',
      { state: 'failed' },
      { failure: { reason: 'model', message: 'gpt-x did not accept the key' } },
      /gpt-x did not accept the key/,
    ],
    ['a restart', { state: 'interrupted' }, {}, /below; ask again/],
    ['a change', {}, { outdated: true }, /The incident has changed since/],
    [
      'one that saw more than the reader may',
      { details: undefined },
      {},
      /may see more of the incident/,
    ],
  ])('tells of %s', async (_, fields, details, told) => {
    const api = new InvestigatingApi();
    const item = sampleInvestigation(
      fields,
      fields.state ? { verdict: undefined, ...details } : details,
    );
    api.items = [item];
    api.events = [
      { type: 'step', step: sampleSteps[0] },
      { type: 'end', investigation: item },
    ];
    const pane = await show(api);
    expect((await pane.findAllByText(told))[0]).toBeVisible();
    expect(
      pane.getByRole('button', { name: 'Investigate again' }),
    ).toBeVisible();
  });
});
