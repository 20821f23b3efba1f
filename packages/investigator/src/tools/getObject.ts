import { referenceTo } from '@opsagent/engine';
import { objectArguments } from './arguments';
import { lookUp } from './lookUp';
import { sectionsOf } from './sectionsOf';
import { tellFirst } from './tellFirst';
import { defineClusterTool } from './Tool';

const MOST_SECTIONS = 80;

/** The whole of one object, in parts. */
export const getObject = defineClusterTool({
  name: 'get_object',
  description:
    'Reads one object: metadata, spec and status. Of Secrets only the names of their keys are known.',
  schema: objectArguments,

  async run(asked, context) {
    const found = lookUp(asked, context);
    if ('fact' in found) return { facts: [found.fact] };
    const about = referenceTo(found.object);
    const sections = sectionsOf(
      context.privacy.withoutCredentials(found.object),
    );
    return tellFirst(MOST_SECTIONS, sections, {
      factOf: ({ path, value }) => ({
        kind: 'field',
        about,
        path,
        text: JSON.stringify(value),
      }),
      rest: 'more parts',
    });
  },
});
