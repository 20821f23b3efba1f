import { JsonObject } from '@backstage/types';
import { incidentListSchema } from '@opsagent/backstage-plugin-opsagent-common';
import { ModelServer } from '@opsagent/test-model-server';
import { ShopOptions, startBrokenShop } from './startBrokenShop';

/** The key that the model's server has to ask for. */
export const MODEL_KEY = 'key';

/** What the model of a test concludes about the broken shop. */
export const SHOP_VERDICT = {
  outcome: 'explained',
  summary: 'The Secret that the pod asks for is not there.',
  hypotheses: [
    {
      cause: 'Secret pay-db is missing',
      explanation: 'The container cannot be created without it.',
      confidence: 0.9,
      subject: { kind: 'Deployment', namespace: 'shop', name: 'pay-server' },
      prior: 'H1',
      evidence: [{ id: 'E1', why: 'it says so' }],
      against: [],
      refuted_by: 'The Secret is there.',
    },
  ],
  next_steps: ['Create the Secret'],
  recommendations: [],
  missing: [],
  hostile_text: [],
};

export interface ShopWithModelOptions extends ShopOptions {
  /** Of the model, beside those that lead to the server. */
  model?: JsonObject;
}

/** The broken shop in a portal with one model, which `server` plays, and the id of its incident. */
export async function startShopWithModel(
  server: ModelServer,
  { model, opsagent, ...options }: ShopWithModelOptions = {},
) {
  const shop = await startBrokenShop({
    ...options,
    opsagent: {
      models: [
        {
          name: 'Test model',
          model: 'test-1',
          baseUrl: server.baseUrl,
          apiKey: MODEL_KEY,
          contextTokens: 100_000,
          retries: 0,
          ...model,
        },
      ],
      ...opsagent,
    },
  });
  const { body } = await shop.callers.service().get('/incidents');
  const [{ id: incident }] = incidentListSchema.parse(body).items;
  const { denied, scansToEnd, stop } = shop;
  return {
    ...shop,
    incident,
    /** Allows everything again, and forgets what the model was to say. */
    reset() {
      server.reset();
      denied.permissions.clear();
      denied.entities.clear();
      denied.conditions.clear();
    },
    async stop() {
      await scansToEnd();
      await stop();
    },
  };
}

export type ShopWithModel = Awaited<ReturnType<typeof startShopWithModel>>;
