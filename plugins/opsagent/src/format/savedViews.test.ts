import { viewsOf, withoutView, withView } from './savedViews';

it('reads views from whatever was stored, spelled alike', () => {
  const stored = [
    { name: 'ours', search: 'state=open&severity=high&cursor=x' },
    { name: 'broken' },
    'text',
    null,
  ];
  expect(viewsOf(stored)).toEqual([
    { name: 'ours', search: 'severity=high&state=open' },
  ]);
  expect(viewsOf(undefined)).toEqual([]);
  expect(viewsOf({ name: 'ours', search: '' })).toEqual([]);
});

it('keeps one view of a name, in the order of names', () => {
  const views = [
    { name: 'a', search: '' },
    { name: 'c', search: '' },
  ];
  const more = withView(views, { name: 'b', search: 'state=open' });
  expect(more.map(each => each.name)).toEqual(['a', 'b', 'c']);
  expect(withView(more, { name: 'b', search: '' })).toContainEqual({
    name: 'b',
    search: '',
  });
  expect(withoutView(more, 'b')).toEqual(views);
});
