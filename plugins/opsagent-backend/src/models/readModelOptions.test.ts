import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readModelOptions } from './readModelOptions';

const LOCAL = { name: 'local', model: 'qwen3', contextTokens: 32_000 };

function read(...models: JsonObject[]) {
  return readModelOptions(new ConfigReader({ opsagent: { models } }));
}

describe('readModelOptions', () => {
  it('reads models of every kind, and leaves defaults to the model', () => {
    expect(readModelOptions(new ConfigReader({}))).toEqual([]);
    expect(
      read(LOCAL, {
        ...LOCAL,
        name: 'azure',
        api: 'responses',
        baseUrl: 'https://shop.openai.azure.com/openai',
        azure: { apiVersion: '2026-01-01' },
        apiKey: 'key',
        headers: { 'X-Team': 'shop' },
        maximumOutputTokens: 8_000,
        prices: { currency: 'EUR', input: 1, output: 4 },
        timeouts: { whole: '2m' },
        retries: 0,
        reasoningEffort: 'low',
        sends: ['host', 'ip'],
      }),
    ).toEqual([
      {
        ...LOCAL,
        api: 'chat-completions',
        maximumOutputTokens: 8_000,
        sends: [],
      },
      {
        ...LOCAL,
        name: 'azure',
        api: 'responses',
        baseUrl: 'https://shop.openai.azure.com/openai',
        azure: { apiVersion: '2026-01-01' },
        apiKey: 'key',
        headers: { 'X-Team': 'shop' },
        maximumOutputTokens: 8_000,
        prices: { currency: 'EUR', input: 1, output: 4 },
        timeouts: { whole: 120_000 },
        retries: 0,
        reasoningEffort: 'low',
        sends: ['host', 'ip'],
      },
    ]);
  });

  it.each<[JsonObject, RegExp]>([
    [{ baseUrl: 'somewhere' }, /^opsagent\.models\[0\]\.baseUrl: /],
    [{ api: 'soap' }, /^opsagent\.models\[0\]\.api: "soap" is not known/],
    [{ contextTokens: 0 }, /^opsagent\.models\[0\]\.contextTokens: 0 /],
    [{ contextTokens: null }, /contextTokens: it is missing; say how many/],
    [
      { prices: { currency: '€', input: 1, output: 1 } },
      /prices\.currency: "€" is not a currency/,
    ],
    [
      { baseURL: 'http://localhost:11434/v1' },
      /^opsagent\.models\[0\]\.baseURL: there is no such key; did you mean baseUrl\?$/,
    ],
    [
      { prices: { currency: 'EUR', inptu: 1 }, endpoint: 'http://a' },
      /prices\.inptu: .* did you mean input\?; opsagent\.models\[0\]\.endpoint: .* use one of name, model, api, baseUrl, /,
    ],
    [{ sends: ['credential'] }, /sends\[0\]: "credential" is not known/],
  ])('names what is wrong with %p', (wrong, message) => {
    expect(() => read({ ...LOCAL, ...wrong })).toThrow(message);
  });
});
