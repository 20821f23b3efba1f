import {
  AnswerFeedback,
  ConversationEvent,
  ConversationList,
  ConversationMessage,
  ConversationRecord,
  StartConversation,
  SuggestionList,
} from '@opsagent/backstage-plugin-opsagent-common';
import { SampleApi } from '../../dev/SampleApi';
import {
  runningMessage,
  sampleAnswerSteps,
  sampleConversation,
  sampleMessage,
} from './sampleConversation';
import { sampleTranscript } from './sampleInvestigation';

/** Keeps conversations as the backend does, and answers each question with the same once a test lets it. */
export class AskingApi extends SampleApi {
  readonly cancelled: number[] = [];
  readonly feedback: AnswerFeedback[] = [];
  readonly started: StartConversation[] = [];
  standing: Pick<ConversationList, 'mayAsk' | 'model'> = {
    mayAsk: true,
    model: 'gpt-x',
  };
  suggestions: SuggestionList['items'] = [];
  conversations: ConversationRecord[] = [];
  /** When the answer is there. */
  answered: Promise<void> = Promise.resolve();
  /** What the answer is. */
  answer: Partial<ConversationMessage> = {};

  async listConversations() {
    const items = this.conversations.map(({ messages, ...each }) => each);
    return { ...this.standing, items, totalItems: items.length, pageInfo: {} };
  }

  async listSuggestions() {
    const items = this.suggestions;
    return { items, totalItems: items.length, pageInfo: {} };
  }

  async startConversation(start: StartConversation) {
    this.started.push(start);
    const { about, question = '' } = start;
    const id = `conversation-${this.conversations.length + 1}`;
    const messages = [runningMessage({ text: question })];
    const begun = sampleConversation(messages, { id, about });
    this.conversations = [begun, ...this.conversations];
    return begun;
  }

  async askQuestion(id: string, text: string) {
    const asked = this.#find(id);
    const number = asked.messages.length + 1;
    const message = runningMessage({ number, text });
    this.#keep({ ...asked, messages: [...asked.messages, message] });
    return message;
  }

  async getConversation(id: string) {
    return this.#find(id);
  }

  async *followConversation(
    id: string,
    number: number,
  ): AsyncGenerator<ConversationEvent> {
    yield* sampleAnswerSteps;
    yield { type: 'text', text: 'I look further' };
    await this.answered;
    const asked = this.#find(id);
    const { text } = asked.messages[number - 1];
    const message = sampleMessage({ number, text, ...this.answer });
    this.#keep({
      ...asked,
      messages: asked.messages.map(each =>
        each.number === number ? message : each,
      ),
    });
    yield { type: 'end', message };
  }

  async cancelQuestion(id: string, number: number) {
    this.cancelled.push(number);
    return this.#find(id).messages[number - 1];
  }

  async giveAnswerFeedback(
    id: string,
    number: number,
    feedback: AnswerFeedback,
  ) {
    this.feedback.push(feedback);
    return this.#find(id).messages[number - 1];
  }

  async getConversationTranscript() {
    return sampleTranscript;
  }

  async deleteConversation(id: string) {
    const { messages, ...deleted } = this.#find(id);
    this.conversations = this.conversations.filter(each => each.id !== id);
    return deleted;
  }

  #find(id: string) {
    return this.conversations.find(each => each.id === id)!;
  }

  #keep(record: ConversationRecord) {
    this.conversations = this.conversations.map(each =>
      each.id === record.id ? record : each,
    );
  }
}
