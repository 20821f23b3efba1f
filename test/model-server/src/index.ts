export { ModelServer, startModelServer } from './ModelServer';
export type { ModelServerOptions } from './ModelServerOptions';
export type { Api, JsonObject, ReceivedRequest } from './ReceivedRequest';
export type { ApiError, ApiErrorDetails } from './ApiError';
export type { Recording, ScriptTurn } from './Script';
export * from './Turn';
export { demonstrates } from './demo/demoModels';
export { runDemo } from './demo/runDemo';
