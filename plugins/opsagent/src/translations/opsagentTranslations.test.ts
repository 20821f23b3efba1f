import { TranslationRef } from '@backstage/core-plugin-api/alpha';
import { opsagentTranslationRef } from '../translation';
import chinese from './zh';

/** What the portal reads the English texts from; the published type leaves it out. */
type ReadableRef = TranslationRef & {
  getDefaultMessages(): Record<string, string>;
};

const ref: object = opsagentTranslationRef;
const english = (ref as ReadableRef).getDefaultMessages();
const translated: Record<string, string | undefined> = chinese.messages;

const placeholders = (text = '') => (text.match(/\{\{.*?\}\}/g) ?? []).sort();

describe('the texts in Chinese', () => {
  it('are as many as the English ones, less the singular that Chinese has not', () => {
    const expected = Object.keys(english).filter(key => !key.endsWith('_one'));
    expect(expected.length).toBeGreaterThan(300);
    expect(Object.keys(translated).sort()).toEqual(expected.sort());
  });

  it('say what the English ones say of clusters, people and times', () => {
    const used = (texts: Record<string, string | undefined>) =>
      Object.keys(translated).map(key => [key, ...placeholders(texts[key])]);
    expect(used(translated)).toEqual(used(english));
  });

  it('are in Chinese, except for names', () => {
    const names = Object.entries(translated).filter(
      ([, text]) => !/\p{Script=Han}/u.test(text ?? ''),
    );
    expect(names.map(([key, text]) => `${key}: ${text}`).sort()).toEqual([
      'clusterPages.amount.cpu: {{amount}} CPU',
      'clusterPages.column.cpu: CPU',
      'clusterPages.column.pods: Pod',
      'clusterPages.nodes.kubelet: Kubelet',
      'clusterPages.resources.claims: PersistentVolumeClaim',
      'clusterPages.resources.ingresses: Ingress',
      'clusterPages.resources.pods: Pod',
      'clusterPages.resources.services: Service',
      'incidentPage.timeline.fromTo: {{from}} → {{to}}',
      'lifecycle.actionOn: {{action}}：{{title}}',
      'lifecycle.reason: “{{reason}}”',
      'platform.title: OpsAgent',
    ]);
  });
});
