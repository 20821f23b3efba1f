import {
  activeFilters,
  backendFilters,
  listingOf,
  searchOf,
} from './incidentFilters';

const listing = (search: string) => listingOf(new URLSearchParams(search));

describe('listingOf', () => {
  it.each([
    ['', {}],
    ['severity=high&severity=critical', { severity: ['critical', 'high'] }],
    ['state=snoozed&state=lost', { state: ['snoozed'] }],
    ['age=week&age=year', { age: 'week' }],
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
  ])('reads the filters of "%s" as %j', (search, filters) => {
    const read = listing(search).filters;
    expect(read).toEqual(filters);
    expect(activeFilters(read)).toHaveLength(Object.keys(filters).length);
  });

  it.each([
    ['', 'severity'],
    ['order=longest', 'longest'],
    ['order=worst', 'severity'],
  ])('reads the order of "%s" as %s', (search, order) => {
    expect(listing(search).order).toBe(order);
  });
});

describe('searchOf', () => {
  it('spells the same list in one way, without a place in it', () => {
    const spelled = searchOf(
      listing('order=newest&cursor=x&state=open&severity=low&severity=high'),
    );
    expect(spelled).toBe('severity=high&severity=low&state=open&order=newest');
    expect(searchOf(listing(spelled))).toBe(spelled);
    expect(searchOf(listing('order=severity'))).toBe('');
  });
});

describe('backendFilters', () => {
  it('counts an age from now', () => {
    const now = new Date('2026-03-31T12:00:00Z');
    expect(backendFilters({ age: 'day', cluster: ['prod'] }, now)).toEqual({
      cluster: ['prod'],
      firstSeenAfter: '2026-03-30T12:00:00.000Z',
    });
    expect(backendFilters({ cluster: ['prod'] }, now)).toEqual({
      cluster: ['prod'],
    });
  });
});
