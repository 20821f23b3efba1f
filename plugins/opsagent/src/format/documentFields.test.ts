import { documentFields } from './documentFields';

it('tells an object in JSON as fields with names in words', () => {
  expect(
    documentFields(
      JSON.stringify({
        cluster: 'prod',
        objectsOfTheEntity: 12,
        kindsNotReadCompletely: ['Secret', 'Node'],
        rulesThatDidNotRun: [],
        cause: { title: 'A key is missing', confidence: 0.9 },
        endedAt: null,
      }),
    ),
  ).toEqual([
    { name: 'cluster', value: 'prod' },
    { name: 'objects of the entity', value: '12' },
    { name: 'kinds not read completely', value: 'Secret, Node' },
    { name: 'rules that did not run', value: '–' },
    { name: 'cause', value: 'title: A key is missing; confidence: 0.9' },
    { name: 'ended at', value: '–' },
  ]);
});

it.each(['# Restore\nTake it from the vault.', '[1]', '"word"', '12', '{'])(
  'leaves %j as it is',
  text => {
    expect(documentFields(text)).toBeUndefined();
  },
);
