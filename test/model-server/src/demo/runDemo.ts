import { parseArgs } from 'node:util';
import { startModelServer } from '../ModelServer';
import { demoModels, demonstrates } from './demoModels';

/** Serves the models of the demonstration until the process is ended. */
export async function runDemo(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '11500' },
      'api-key': { type: 'string' },
    },
  });
  const models = Object.keys(demoModels);
  const server = await startModelServer({
    port: Number(values.port),
    apiKey: values['api-key'],
    models,
  });
  server.otherwise(demonstrates);
  process.stdout.write(`${server.baseUrl} serves ${models.join(', ')}\n`);
}
