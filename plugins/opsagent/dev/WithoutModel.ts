import {
  AnswerFeedback,
  Conversation,
  ConversationEvent,
  ConversationList,
  ConversationMessage,
  ConversationMessageRecord,
  ConversationRecord,
  Investigation,
  InvestigationEvent,
  InvestigationList,
  InvestigationRecord,
  InvestigationStarted,
  PlainSummary,
  PlainSummaryState,
  StartConversation,
  StartInvestigation,
  SuggestionList,
  Transcript,
} from '@opsagent/backstage-plugin-opsagent-common';
import { NotFoundError } from '@backstage/errors';

/** What a portal answers that has no language model. */
export class WithoutModel {
  async listModels() {
    return { items: [] };
  }

  async listInvestigations(): Promise<InvestigationList> {
    return { items: [], totalItems: 0, pageInfo: {}, mayStart: false };
  }

  async startInvestigation(
    incident: string,
    _start?: Partial<StartInvestigation>,
  ): Promise<InvestigationStarted> {
    throw new NotFoundError(`No sample of a model for ${incident}`);
  }

  async getInvestigation(id: string): Promise<InvestigationRecord> {
    throw new NotFoundError(`No sample of investigation ${id}`);
  }

  async *followInvestigation(id: string): AsyncGenerator<InvestigationEvent> {
    await this.getInvestigation(id);
  }

  async getInvestigationTranscript(id: string): Promise<Transcript> {
    throw new NotFoundError(`No sample of investigation ${id}`);
  }

  async cancelInvestigation(id: string): Promise<Investigation> {
    return this.getInvestigation(id);
  }

  async getPlainSummary(): Promise<PlainSummaryState> {
    return { mayMake: false, automatic: false };
  }

  async makePlainSummary(incident: string): Promise<PlainSummary> {
    throw new NotFoundError(`No sample of a model for ${incident}`);
  }

  async getPlainSummaryTranscript(incident: string): Promise<Transcript> {
    throw new NotFoundError(`No sample of a model for ${incident}`);
  }

  async listConversations(): Promise<ConversationList> {
    return { items: [], totalItems: 0, pageInfo: {}, mayAsk: false };
  }

  async startConversation({
    about,
  }: StartConversation): Promise<ConversationRecord> {
    throw new NotFoundError(`No sample of a model for this ${about.type}`);
  }

  async getConversation(id: string): Promise<ConversationRecord> {
    throw new NotFoundError(`No sample of conversation ${id}`);
  }

  async deleteConversation(id: string): Promise<Conversation> {
    return this.getConversation(id);
  }

  async askQuestion(id: string, text: string): Promise<ConversationMessage> {
    throw new NotFoundError(`No sample of conversation ${id} for: ${text}`);
  }

  async getConversationMessage(
    id: string,
    number: number,
  ): Promise<ConversationMessageRecord> {
    throw new NotFoundError(`No sample of conversation ${id}, ${number}`);
  }

  async *followConversation(
    id: string,
    number: number,
  ): AsyncGenerator<ConversationEvent> {
    await this.getConversationMessage(id, number);
  }

  async getConversationTranscript(
    id: string,
    number: number,
  ): Promise<Transcript> {
    throw new NotFoundError(`No sample of conversation ${id}, ${number}`);
  }

  async cancelQuestion(
    id: string,
    number: number,
  ): Promise<ConversationMessage> {
    return this.getConversationMessage(id, number);
  }

  async giveAnswerFeedback(
    id: string,
    number: number,
    _feedback: AnswerFeedback,
  ): Promise<ConversationMessage> {
    return this.getConversationMessage(id, number);
  }

  async listSuggestions(): Promise<SuggestionList> {
    return { items: [], totalItems: 0, pageInfo: {} };
  }
}
