import { parseArgs } from 'node:util';
import { ApiClient } from './generator/ApiClient.mjs';
import { Stage } from './generator/Stage.mjs';
import {
  assignAddresses,
  holdLeases,
  measureAutoscalers,
} from './generator/outsideWorld.mjs';
import { captureLists, writeDump } from './generator/writeDump.mjs';
import { prodEu } from './stories/prodEu.mjs';
import { staging } from './stories/staging.mjs';

/** How long before the capture kubelets and leaders were last heard of, in milliseconds. */
const LAST_SIGNS_OF_LIFE = 8_000;

const stories = { 'prod-eu': prodEu, staging };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kubeconfig: { type: 'string' } },
});
const [cluster] = positionals;
const story = stories[cluster];
if (!story || !values.kubeconfig) {
  console.error(
    'usage: node generate.mjs prod-eu|staging --kubeconfig <file of an empty cluster>',
  );
  process.exit(2);
}

const api = await ApiClient.fromKubeconfig(values.kubeconfig);
if ((await api.list('Node')).length > 0)
  throw new Error(
    'The cluster has nodes already; a story is told on an empty one',
  );

const stage = new Stage({
  api,
  manifests: new URL(`./manifests/${cluster}/`, import.meta.url),
});
for (const { at, title, tell } of story.chapters) {
  console.log(`${at}  ${title}`);
  await stage.chapter(at, tell);
}

await assignAddresses(api, story.hostname);
await stage.clock.begin(
  new Date(Date.parse(story.capturedAt) - LAST_SIGNS_OF_LIFE).toISOString(),
);
await stage.kubelet.report();
await holdLeases(api, story.controlPlane);
await measureAutoscalers(api);
const lists = await captureLists(api, stage.clock);
await writeDump({
  directory: new URL(`./clusters/${cluster}/`, import.meta.url).pathname,
  cluster,
  capturedAt: story.capturedAt,
  lists,
  logs: story.logs(lists.get('Pod')),
});
