import { InputError } from '@backstage/errors';
import { memberPage } from './memberPages';

const IDS = ['root', 'a', 'b', 'c', 'd'];

function walked(limit: number, before: (ids: string[]) => string[] = x => x) {
  const seen: string[][] = [];
  let ids = IDS;
  let cursor: string | undefined;
  do {
    const page = memberPage(ids, { limit, cursor });
    seen.push(page.ids);
    cursor = page.pageInfo.nextCursor;
    ids = before(ids);
  } while (cursor);
  return seen;
}

describe('memberPage', () => {
  it.each([
    [2, [['root', 'a'], ['b', 'c'], ['d']]],
    [5, [IDS]],
    [500, [IDS]],
  ])('gives pages of %i', (limit, pages) => {
    expect(walked(limit)).toEqual(pages);
  });

  it('gives one empty page of nothing', () => {
    expect(memberPage([], { limit: 2 })).toEqual({ ids: [], pageInfo: {} });
  });

  it('goes on after the same finding when a scan has put another one before it', () => {
    const pages = walked(2, ids =>
      ids.includes('new') ? ids : ['new', ...ids],
    );
    expect(pages.flat()).toEqual(IDS);
  });

  it('leaves nothing out when the finding at which it stopped is gone', () => {
    const pages = walked(2, ids => ids.filter(each => each !== 'a'));
    expect(pages.flat()).toEqual(IDS);
  });

  it('refuses the cursor of another list', () => {
    const cursor = Buffer.from('["x"]').toString('base64url');
    expect(() => memberPage(IDS, { limit: 2, cursor })).toThrow(InputError);
  });
});
