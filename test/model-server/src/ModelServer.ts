import express, { ErrorRequestHandler, Request, Response } from 'express';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Answering } from './Answering';
import { ApiError, apiError } from './ApiError';
import { checkKey, checkRequest } from './checkRequest';
import { deliver } from './deliver';
import { ModelServerOptions } from './ModelServerOptions';
import { tokensOf } from './pieces';
import { receive } from './receive';
import { Api, JsonObject, objectOf, ReceivedRequest } from './ReceivedRequest';
import { Recording, Script, ScriptTurn } from './Script';
import { Turn } from './Turn';
import { wordChatCompletion } from './wordChatCompletion';
import { wordResponse } from './wordResponse';

const malformedBody: ErrorRequestHandler = (
  _error,
  _request,
  response,
  _next,
) =>
  sendError(
    response,
    apiError(400, {
      message:
        "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly.)",
    }),
  );

/** A server that takes requests as the API of OpenAI and of Azure does, and answers them from a script. */
export class ModelServer {
  /** Those that were taken, failed ones among them; not those that broke a rule of the API. */
  readonly requests: ReceivedRequest[] = [];
  /** What was answered to those that broke a rule. */
  readonly refusals: ApiError[] = [];
  readonly #options: ModelServerOptions;
  readonly #script = new Script();
  readonly #server: Server;

  constructor(options: ModelServerOptions) {
    this.#options = options;
    this.#server = createServer(this.#application());
  }

  /** Where OpenAI's clients find it. */
  get baseUrl(): string {
    return `${this.#origin}/v1`;
  }

  /** Where Azure's clients find it. */
  get azureUrl(): string {
    return `${this.#origin}/openai`;
  }

  /** Answers the next requests with these turns, after those that are still left. */
  script(...turns: ScriptTurn[]): void {
    this.#script.add(turns);
  }

  /** Answers with this turn whenever no other is left. */
  otherwise(turn: ScriptTurn): void {
    this.#script.otherwise(turn);
  }

  /** Answers the next requests as the model of the recording did, in the order of its answers. */
  replays({ answers }: Recording): void {
    this.#script.add(answers.map(written => ({ kind: 'writes', written })));
  }

  /** Forgets the script and the requests. */
  reset(): void {
    this.#script.clear();
    this.requests.length = 0;
    this.refusals.length = 0;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port ?? 0, '127.0.0.1', resolve);
    });
  }

  /** Ends every connection, hanging ones as well. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  get #origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  #application(): express.Express {
    const chat = (request: Request, response: Response) =>
      this.#answer('chat-completions', request, response);
    const responses = (request: Request, response: Response) =>
      this.#answer('responses', request, response);
    return express()
      .use(express.json({ limit: '20mb' }))
      .get('/v1/models', (request, response) => this.#list(request, response))
      .post('/v1/chat/completions', chat)
      .post('/v1/responses', responses)
      .post('/openai/deployments/:deployment/chat/completions', chat)
      .post('/openai/responses', responses)
      .use((request, response) =>
        sendError(
          response,
          apiError(404, {
            message: `Invalid URL (${request.method} ${request.path})`,
          }),
        ),
      )
      .use(malformedBody);
  }

  #list(request: Request, response: Response): void {
    const error = checkKey(request, this.#options);
    if (error) {
      sendError(response, error);
      return;
    }
    const data = (this.#options.models ?? ['test-model']).map(id => ({
      id,
      object: 'model',
      created: 1_790_000_000,
      owned_by: 'test',
    }));
    response.json({ object: 'list', data });
  }

  async #answer(api: Api, request: Request, response: Response): Promise<void> {
    const received = receive(request, api);
    const inputTokens = tokensOf(JSON.stringify(received.texts));
    const error = checkRequest(request, this.#options, api, inputTokens);
    if (error) {
      this.refusals.push(error);
      sendError(response, error);
      return;
    }
    this.requests.push(received);
    await this.#play(this.#script.take(received), received, response, {
      number: this.requests.length,
      model: `${received.body.model ?? request.params.deployment}`,
      inputTokens,
      withUsage: asksForUsage(received.body),
      azure: request.path.startsWith('/openai'),
    });
  }

  async #play(
    turn: Turn,
    { api, body }: ReceivedRequest,
    response: Response,
    answering: Omit<Answering, 'written'>,
  ): Promise<void> {
    switch (turn.kind) {
      case 'hangs':
        return;
      case 'disconnects':
        response.socket?.destroy();
        return;
      case 'fails':
        sendError(response, turn.error);
        return;
      case 'babbles':
        response.status(200).type(turn.contentType).end(turn.body);
        return;
      default: {
        const word =
          api === 'chat-completions' ? wordChatCompletion : wordResponse;
        const counts = this.#options.countsTokens ?? true;
        const written = counts
          ? turn.written
          : { ...turn.written, usage: null };
        const streamed =
          body.stream === true && this.#options.streaming !== 'ignored';
        await deliver(
          word({ ...answering, written }),
          {
            api,
            streamed,
            fault: turn.fault,
            thinksFor: written.thinksFor ?? 0,
            pieceEvery: written.pieceEvery ?? 0,
          },
          response,
        );
      }
    }
  }
}

/** Starts a server on the loopback interface. */
export async function startModelServer(
  options: ModelServerOptions = {},
): Promise<ModelServer> {
  const server = new ModelServer(options);
  await server.start();
  return server;
}

function asksForUsage(body: JsonObject): boolean {
  return objectOf(body.stream_options).include_usage === true;
}

function sendError(response: Response, { status, headers, body }: ApiError) {
  response.status(status).set(headers).json(body);
}
