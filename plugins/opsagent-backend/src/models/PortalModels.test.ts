import { Model } from '@opsagent/investigator';
import { PortalModels } from './PortalModels';

const COMPANY: Model = {
  name: 'company',
  contextTokens: 1_000,
  callsTools: true,
  answer: async () => {
    throw new Error('not asked');
  },
};

const configured = (name: string) => ({
  name,
  model: 'x',
  api: 'chat-completions' as const,
  apiKey: 'key',
  contextTokens: 1_000,
  maximumOutputTokens: 100,
  prices: { currency: 'EUR', input: 1, output: 1 },
  sends: [],
});

const models = (fields: object = {}) =>
  new PortalModels({
    configured: [configured('first'), configured('second')],
    added: [COMPANY],
    roles: { chat: ['company'] },
    onCall: () => {},
    wrap: model => model,
    ...fields,
  });

describe('PortalModels', () => {
  it('asks all in their order, or those that a role names', () => {
    const portal = models();
    const namesFor = (role: 'investigate' | 'chat') =>
      portal.chainOf(role)?.models.map(each => each.name);
    expect(namesFor('investigate')).toEqual(['first', 'second', 'company']);
    expect(namesFor('chat')).toEqual(['company']);
    expect(portal.currency).toBe('EUR');
    expect(portal.list().items.map(each => [each.name, each.roles])).toEqual([
      ['first', ['investigate', 'summarise']],
      ['second', ['investigate', 'summarise']],
      ['company', ['investigate', 'chat', 'summarise']],
    ]);
    const none = models({ configured: [], added: [], roles: {} });
    expect(none.chainOf('investigate')).toBeUndefined();
    expect(none.list()).toEqual({ items: [] });
  });

  it('takes no name twice, and no role of a model that is not there', () => {
    expect(() => models({ configured: [configured('company')] })).toThrow(
      /^opsagent\.models: two models are named "company"/,
    );
    expect(() => models({ roles: { investigate: ['nobody'] } })).toThrow(
      /^opsagent\.modelRoles\.investigate: .*"nobody"/,
    );
  });
});
