import { describeObject, referenceTo, relationsOf } from '@opsagent/engine';
import { objectArguments } from './arguments';
import { lookUp } from './lookUp';
import { outOfScope } from './outOfScope';
import { tellFirst } from './tellFirst';
import { defineClusterTool } from './Tool';

const MOST_RELATIONS = 60;

const WHETHER = {
  present: '',
  absent: ', which does not exist',
  unknown: ', of which it is not known whether it exists',
} as const;

/** What one object hangs together with. */
export const relatedObjects = defineClusterTool({
  name: 'related_objects',
  description:
    'What an object hangs together with: its owner, its pods, their node, the configuration, claims and Services it uses, and what uses it. Says whether each exists.',
  schema: objectArguments,

  async run(asked, context) {
    const found = lookUp(asked, context);
    if ('fact' in found) return { facts: [found.fact] };
    const self = referenceTo(found.object);
    const all = relationsOf(found.object, context);
    const relations = all.filter(each =>
      context.scope.includesObject(each.object),
    );
    const told = tellFirst(MOST_RELATIONS, relations, {
      factOf: ({ relation, object, state }) => ({
        kind: 'relation',
        about: object,
        text: `${describeObject(self)} ${relation} ${describeObject(object)}${WHETHER[state]}`,
      }),
      rest: 'more',
      nothing: 'Nothing that may be looked at here is related to it.',
    });
    return {
      ...told,
      ...outOfScope(all.length - relations.length, told.note, context),
    };
  },
});
