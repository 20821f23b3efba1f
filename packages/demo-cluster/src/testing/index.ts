export { ApiClient } from './ApiClient';
export { describeKubernetesApi } from './describeKubernetesApi';
