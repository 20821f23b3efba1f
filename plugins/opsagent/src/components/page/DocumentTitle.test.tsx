import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ClusterDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { waitFor } from '@testing-library/react';
import { SampleApi } from '../../../dev/SampleApi';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { opsagentPlugin } from '../../plugin';
import { opsagentTranslationsModule } from '../../translations/opsagentTranslationsModule';
import { checkout } from '../../__testUtils__/renderDiagnosis';
import { samples } from '../../__testUtils__/samples';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

interface Portal {
  language?: 'en' | 'zh';
  /** Titles by extension. */
  titles?: Readonly<Record<string, string>>;
}

function open(path: string, { language = 'en', titles = {} }: Portal = {}) {
  const api = Object.assign(new SampleApi(), {
    getEntityHealth: async () => samples.healthy(),
    getCluster: async (name: string): Promise<ClusterDetails> => ({
      name,
      state: 'pending',
      scanning: true,
      mayScan: false,
      incidents: { open: NONE, quiet: 0 },
    }),
  });
  return renderTestApp({
    features: [catalogPlugin, opsagentPlugin, opsagentTranslationsModule],
    initialRouteEntries: [path],
    config: {
      app: {
        title: 'Portal',
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'zh'],
                defaultLanguage: language,
              },
            },
          },
          ...Object.entries(titles).map(([extension, title]) => ({
            [extension]: { config: { title } },
          })),
        ],
      },
    },
    apis: [catalogApiMock({ entities: [checkout] }), [opsAgentApiRef, api]],
  });
}

// The first portal of a file takes long to load.
const PATIENCE = { timeout: 5000 };

const [{ id, title: incident }] = samples.incidents().incidents;

beforeEach(() => {
  // The language is kept there.
  window.localStorage.clear();
  document.title = 'Portal';
});

describe('the title of the document', () => {
  it.each<[string, Portal['language'], string]>([
    ['/opsagent', 'en', 'Overview'],
    ['/opsagent', 'zh', '概览'],
    ['/opsagent/incidents', 'zh', '故障'],
    [`/opsagent/incidents/${id}`, 'en', `${incident} | Incidents`],
    [`/opsagent/incidents/${id}`, 'zh', `${incident} | 故障`],
    ['/opsagent/alerts', 'en', 'Alerts'],
    ['/opsagent/clusters', 'zh', '集群'],
    ['/opsagent/clusters/production', 'en', 'Cluster production'],
    ['/opsagent/clusters/production', 'zh', '集群 production'],
  ])('names what is shown at %s in %s', async (path, language, title) => {
    open(path, { language });
    await waitFor(
      () => expect(document.title).toBe(`${title} | OpsAgent | Portal`),
      PATIENCE,
    );
  });

  it.each<[string, Portal['language'], string]>([
    ['diagnosis', 'en', 'Diagnosis'],
    ['diagnosis', 'zh', '诊断'],
    ['ask', 'zh', '提问'],
  ])('names the tab %s of an entity in %s', async (tab, language, title) => {
    open(`/catalog/default/component/checkout/${tab}`, { language });
    await waitFor(
      () => expect(document.title).toBe(`checkout | ${title} | Portal`),
      PATIENCE,
    );
  });

  it('keeps to the words that the portal configured', async () => {
    open('/opsagent/clusters', {
      language: 'zh',
      titles: { 'sub-page:opsagent/clusters': 'Fleet' },
    });
    await waitFor(
      () => expect(document.title).toBe('Fleet | OpsAgent | Portal'),
      PATIENCE,
    );
  });

  it('is not left to a page that names nothing', async () => {
    const { unmount } = open(`/opsagent/incidents/${id}`);
    await waitFor(
      () =>
        expect(document.title).toBe(
          `${incident} | Incidents | OpsAgent | Portal`,
        ),
      PATIENCE,
    );
    unmount();
    await waitFor(() => expect(document.title).toBe('Portal'), PATIENCE);
  });
});
