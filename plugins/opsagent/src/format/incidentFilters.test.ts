import { activeFilters, filtersOf } from './incidentFilters';

describe('filtersOf', () => {
  it.each([
    ['', {}],
    ['severity=high&severity=critical', { severity: ['critical', 'high'] }],
    ['state=snoozed&state=lost', { state: ['snoozed'] }],
    [
      'cluster=prod-eu&cause=service-port-wrong&page=2',
      { cluster: ['prod-eu'], cause: ['service-port-wrong'] },
    ],
    [
      'owner=group:default/a&owner=group:default/b&system=system:default/c',
      {
        owner: ['group:default/a', 'group:default/b'],
        system: ['system:default/c'],
      },
    ],
    ['cluster=&severity=grave', {}],
  ])('reads "%s" as %j', (search, filters) => {
    const read = filtersOf(new URLSearchParams(search));
    expect(read).toEqual(filters);
    expect(activeFilters(read)).toHaveLength(Object.keys(filters).length);
  });
});
