import { KubeConfig } from '@kubernetes/client-node';
import { existsSync } from 'node:fs';

export interface KubeConfigChoice {
  /** The current context unless given. */
  context?: string;
  /** `$KUBECONFIG` or `~/.kube/config` unless given. */
  kubeconfig?: string;
}

export interface ChosenContext {
  kubeConfig: KubeConfig;
  /** The name of the chosen context. */
  context: string;
}

/** Loads a kubeconfig and chooses a context of it. */
export function loadKubeConfig(choice: KubeConfigChoice): ChosenContext {
  const kubeConfig = new KubeConfig();
  if (choice.kubeconfig) loadFile(kubeConfig, choice.kubeconfig);
  else loadDefault(kubeConfig);

  const context = choice.context ?? kubeConfig.getCurrentContext();
  const known = kubeConfig.getContexts().map(each => each.name);
  if (!context) {
    throw new Error(
      `The kubeconfig has no current context. Choose one with --context: ${known.join(', ')}`,
    );
  }
  if (!known.includes(context)) {
    throw new Error(
      `The kubeconfig has no context "${context}". It has: ${known.join(', ')}`,
    );
  }
  kubeConfig.setCurrentContext(context);
  allowPlainHttp(kubeConfig);
  return { kubeConfig, context };
}

function loadFile(kubeConfig: KubeConfig, file: string) {
  if (!existsSync(file)) {
    throw new Error(`The kubeconfig ${file} does not exist`);
  }
  try {
    kubeConfig.loadFromFile(file);
  } catch (error) {
    throw new Error(`The kubeconfig ${file} cannot be used: ${error}`);
  }
}

function loadDefault(kubeConfig: KubeConfig) {
  kubeConfig.loadFromDefault();
  const [cluster] = kubeConfig.getClusters();
  // What the library makes up when it finds nothing.
  if (
    cluster?.name === 'cluster' &&
    cluster.server === 'http://localhost:8080'
  ) {
    throw new Error(
      'No kubeconfig found in $KUBECONFIG or ~/.kube/config. Name one with --kubeconfig',
    );
  }
}

/** kubectl accepts a plain server, such as the one of `kubectl proxy`; the library wants to be told. */
function allowPlainHttp(kubeConfig: KubeConfig) {
  kubeConfig.clusters = kubeConfig.clusters.map(cluster =>
    cluster.server.startsWith('http:')
      ? { ...cluster, skipTLSVerify: true }
      : cluster,
  );
}
