import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LONGEST_QUESTION } from '@opsagent/backstage-plugin-opsagent-common';
import { SampleApi } from '../../../dev/SampleApi';
import { AskingApi } from '../../__testUtils__/AskingApi';
import {
  INCIDENTS,
  renderOpsAgentPage,
} from '../../__testUtils__/renderOpsAgentPage';
import {
  runningMessage,
  sampleConversation,
  sampleMessage,
} from '../../__testUtils__/sampleConversation';
import { samples } from '../../__testUtils__/samples';

const [{ id: INCIDENT }] = samples.incidents().incidents;
const ABOUT = { type: 'incident', id: INCIDENT };

async function show(api: SampleApi) {
  renderOpsAgentPage(api, `${INCIDENTS}/${INCIDENT}`);
  return within(await screen.findByRole('region', { name: 'Ask' }));
}

/** An API whose answers wait until they are released. */
function waitingApi() {
  const api = new AskingApi();
  let release = () => {};
  api.answered = new Promise(resolve => {
    release = resolve;
  });
  return { api, release };
}

describe('AskPane', () => {
  beforeEach(() => sessionStorage.clear());

  it('says what a model would add, with nothing to press, where there is none', async () => {
    const pane = await show(new SampleApi());
    expect(await pane.findByText(/under opsagent\.models/)).toBeVisible();
    expect(pane.queryByRole('button')).not.toBeInTheDocument();
    expect(pane.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const api = new AskingApi();
    api.standing = { model: 'gpt-x', mayAsk: false };
    const pane = await show(api);
    expect(
      await pane.findByText(/opsagent\.conversation\.create/),
    ).toBeVisible();
    expect(pane.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('asks a suggested question, shows each step, stops it, and keeps what is typed meanwhile', async () => {
    const { api, release } = waitingApi();
    api.suggestions = [
      {
        kind: 'cause-proof',
        text: 'In English',
        values: { cause: 'A Secret is missing' },
      },
      { kind: 'changes', text: 'In English', values: {} },
    ];
    const pane = await show(api);
    await userEvent.click(
      await pane.findByRole('button', {
        name: 'What speaks for and against “A Secret is missing”?',
      }),
    );
    const question = 'What speaks for and against “A Secret is missing”?';
    expect(api.started).toEqual([{ about: ABOUT, question }]);
    const steps = within(await pane.findByRole('list', { name: 'Steps' }));
    expect(await steps.findByText('I look at the pod.')).toBeVisible();
    expect(await pane.findByText('I look further')).toBeVisible();

    const box = pane.getByRole('textbox', { name: 'Your question' });
    expect(box).toHaveFocus();
    await userEvent.keyboard('And then?{Enter}');
    expect(api.conversations[0].messages).toHaveLength(1);
    await userEvent.click(pane.getByRole('button', { name: 'Stop' }));
    expect(api.cancelled).toEqual([1]);

    release();
    expect(
      await pane.findByRole('button', { name: 'How it was answered' }),
    ).toBeVisible();
    expect(pane.queryByRole('button', { name: 'Stop' })).toBeNull();
    expect(box).toHaveValue('And then?');
    await userEvent.type(box, '{Enter}');
    await waitFor(() => expect(box).toHaveValue(''));
    expect(api.conversations[0].messages[1].text).toBe('And then?');
  });

  it('tells the answer with what it cites, and leads on', async () => {
    const api = new AskingApi();
    api.conversations = [sampleConversation([sampleMessage()])];
    const pane = await show(api);
    // Nothing that a model writes becomes markup.
    const statement = await pane.findByText(
      'It waits for a Secret. <b>See</b> [here](http://x.example).',
    );
    const proven = within(statement.closest('li')!);
    await userEvent.click(proven.getByRole('button', { name: 'Show E2' }));
    const fact = proven.getByText('{"waiting":"no Secret"}');
    expect(fact).toBeVisible();
    // What the reader opens is not read aloud at once.
    expect(fact.closest('[aria-live], [role=status], [role=log]')).toBeNull();
    const unproven = pane.getByText('Somebody may have deleted it.');
    expect(within(unproven.closest('li')!).getByText('Unproven')).toBeVisible();
    expect(
      pane.getByText(/tried to give the model instructions/),
    ).toBeVisible();
    expect(pane.getByText('The audit log of the API server')).toBeVisible();
    expect(
      pane.getByRole('link', { name: 'Show these incidents' }),
    ).toHaveAttribute(
      'href',
      '/opsagent/incidents?severity=critical&age=day&order=newest',
    );
    expect(pane.getByText('3 when it was answered')).toBeVisible();
    expect(
      pane.getByText(
        'Severity: Critical · Began: Since yesterday · Sort: Newest first',
      ),
    ).toBeVisible();
    expect(pane.getByText(/1,234 tokens · cost €0\.0021/)).toBeVisible();

    await userEvent.click(
      pane.getByRole('button', { name: 'How it was answered' }),
    );
    expect(await pane.findByText('I look at the pod.')).toBeVisible();
    await userEvent.click(pane.getByRole('button', { name: 'What was sent' }));
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('Mail <email-1> when done.'),
    ).toBeVisible();
    await userEvent.keyboard('{Escape}');

    await userEvent.click(
      pane.getByRole('button', { name: 'Who may create Secrets there?' }),
    );
    expect(api.conversations[0].messages[1].text).toBe(
      'Who may create Secrets there?',
    );
  });

  it('says that an answer is withheld, with nothing to open', async () => {
    const api = new AskingApi();
    const message = sampleMessage({
      answer: undefined,
      evidence: [],
      withheld: true,
    });
    api.conversations = [sampleConversation([message])];
    const pane = await show(api);
    expect(await pane.findByText(/may no longer see everything/)).toBeVisible();
    expect(
      pane.queryByRole('button', { name: 'How it was answered' }),
    ).not.toBeInTheDocument();
  });

  it('takes what the reader thinks of an answer, and why', async () => {
    const api = new AskingApi();
    api.conversations = [sampleConversation([sampleMessage()])];
    const pane = await show(api);
    const bad = await pane.findByRole('button', { name: 'Not helpful' });
    await userEvent.click(bad);
    expect(bad).toHaveAttribute('aria-pressed', 'true');
    await userEvent.type(
      pane.getByRole('textbox', { name: /good or wrong/ }),
      'Too long',
    );
    await userEvent.click(pane.getByRole('button', { name: 'Send comment' }));
    expect(await pane.findByText(/The comment is kept/)).toBeVisible();
    expect(api.feedback).toEqual([
      { helpful: false },
      { helpful: false, comment: 'Too long' },
    ]);
  });

  it('loses nothing that is typed when a question is refused, too long, or the page is loaded anew', async () => {
    const api = new AskingApi();
    jest
      .spyOn(api, 'startConversation')
      .mockRejectedValue(new Error('A budget is spent'));
    const pane = await show(api);
    const box = await pane.findByRole('textbox', { name: 'Your question' });
    await userEvent.type(box, 'First{Shift>}{Enter}{/Shift}second{Enter}');
    expect(await pane.findByText(/A budget is spent/)).toBeVisible();
    expect(box).toHaveValue('First\nsecond');
    await userEvent.click(box);
    await userEvent.paste('x'.repeat(LONGEST_QUESTION));
    expect(pane.getByText(/at most 2,000 characters/)).toBeVisible();
    expect(pane.getByRole('button', { name: 'Ask' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    cleanup();
    const anew = await show(new AskingApi());
    expect(
      await anew.findByRole('textbox', { name: 'Your question' }),
    ).toHaveValue(`First\nsecond${'x'.repeat(LONGEST_QUESTION)}`);
  });

  it.each([
    ['failed', { reason: 'budget', message: 'You may use 5' }, /You may use 5/],
    ['interrupted', undefined, /The portal was restarted/],
  ] as const)(
    'says why a question %s, and asks it again, once',
    async (state, failure, told) => {
      const { api } = waitingApi();
      const message = sampleMessage({ state, failure, answer: undefined });
      api.conversations = [sampleConversation([message])];
      const pane = await show(api);
      expect((await pane.findAllByText(told))[0]).toBeVisible();
      expect(
        pane.getByRole('button', { name: 'What was tried' }),
      ).toBeVisible();
      const again = pane.getByRole('button', { name: 'Ask again' });
      act(() => {
        again.click();
        again.click();
      });
      expect(await pane.findByText('Being answered')).toBeVisible();
      expect(api.conversations[0].messages.map(each => each.text)).toEqual([
        message.text,
        message.text,
      ]);
    },
  );

  it('says that a conversation could not be read again, and drops one that is gone', async () => {
    const api = new AskingApi();
    api.conversations = [sampleConversation([sampleMessage()])];
    const pane = await show(api);
    const name = 'Questions and answers';
    expect(await pane.findByRole('list', { name })).toBeVisible();
    const read = jest.spyOn(api, 'getConversation');
    const readAgain = (statusCode: number) => {
      const failure = Object.assign(new Error('No'), { statusCode });
      read.mockRejectedValue(failure);
      act(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
    };

    readAgain(503);
    expect(
      await pane.findByText('The conversations could not be refreshed'),
    ).toBeVisible();
    expect(pane.getByRole('list', { name })).toBeVisible();

    readAgain(404);
    expect(
      await pane.findByText(/There is no such conversation any more/),
    ).toBeVisible();
    expect(pane.queryByRole('list', { name })).toBeNull();
    expect(pane.queryByRole('textbox')).toBeNull();
    await userEvent.click(
      pane.getByRole('button', { name: 'New conversation' }),
    );
    expect(pane.getByRole('textbox', { name: 'Your question' })).toHaveFocus();
  });

  it('says when an answer is no longer followed to its end', async () => {
    const api = new AskingApi();
    api.conversations = [sampleConversation([runningMessage()])];
    jest
      .spyOn(api, 'followConversation')
      .mockImplementation(async function* breakOff() {
        yield { type: 'text', text: 'I look' };
      });
    const pane = await show(api);
    expect(
      await pane.findByText(/The connection to the answer is lost/),
    ).toBeVisible();
  });

  it('goes back to an earlier conversation, deletes it once confirmed, and begins another', async () => {
    const api = new AskingApi();
    const long = '2026-03-01T12:00:00.000Z';
    api.conversations = [
      sampleConversation([sampleMessage({ text: 'Who ate the Secret?' })], {
        id: 'old',
        updatedAt: long,
      }),
      sampleConversation([sampleMessage()], { id: 'older', updatedAt: long }),
    ];
    const pane = await show(api);
    await userEvent.click(
      await pane.findByRole('button', { name: '2 earlier conversations' }),
    );
    await userEvent.click(
      pane.getByRole('button', { name: /^Who ate the Secret\?.*1 question$/ }),
    );
    expect(
      await pane.findByRole('list', { name: 'Questions and answers' }),
    ).toBeVisible();

    await userEvent.click(
      pane.getByRole('button', {
        name: 'Delete the conversation “Who ate the Secret?”',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(
      await pane.findByRole('button', { name: '1 earlier conversation' }),
    ).toBeVisible();
    expect(api.conversations.map(each => each.id)).toEqual(['older']);
    expect(
      pane.queryByRole('list', { name: 'Questions and answers' }),
    ).toBeNull();
    expect(pane.getByRole('textbox', { name: 'Your question' })).toHaveFocus();
  });
});
