// An article of the help: Markdown of a few forms (headings, lists, paragraphs; bold, code, links) in `docs/help/<language>/`, named
// for the page that it is about. Pure.

/** An article; `text` is its Markdown without the title. */
export type Article = { slug: string; title: string; text: string }

/** Pages that an article may lead to and that are not of the office. */
export const outsidePages: readonly string[] = ['/account', '/docs']

/** The name of a page's article: `/orders/$orderId` has `orders-one`, the first page `home`. */
export function articleOf(route: string): string {
  const parts = route.split('/').filter((part) => part !== '')
  return parts.length === 0 ? 'home' : parts.map((part) => (part.startsWith('$') ? 'one' : part)).join('-')
}

/** Reads an article; its first line is the title. */
export function parseArticle(slug: string, markdown: string): Article {
  const [first = '', ...rest] = markdown.split('\n')
  return { slug, title: first.replace(/^#\s*/, '').trim(), text: rest.join('\n').trim() }
}

/** A part of an article. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; isNumbered: boolean; items: string[] }

/** The parts of a text, in its order. */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block): Block => {
      const lines = block.trim().split('\n')
      const form = /^(?:(-)|\d+\.)\s+/
      if (lines[0]?.startsWith('## ')) return { kind: 'heading', text: block.trim().slice(3) }
      if (!form.test(lines[0] ?? '')) return { kind: 'text', text: lines.join(' ') }
      return { kind: 'list', isNumbered: !block.trim().startsWith('-'), items: itemsOf(lines, form) }
    })
}

/** A line that is not an item goes on with the item before. */
function itemsOf(lines: readonly string[], form: RegExp): string[] {
  const items: string[] = []
  for (const line of lines) {
    if (form.test(line)) items.push(line.replace(form, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return items
}

/** A stretch of a line: plain, bold, code, or a link to a page. */
export type Span = { kind: 'plain' | 'bold' | 'code'; text: string } | { kind: 'link'; text: string; to: string }

/** The stretches of a line. */
export function spansOf(line: string): Span[] {
  return line
    .split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\))/)
    .filter((part) => part !== '')
    .map((part): Span => {
      const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part)
      if (link) return { kind: 'link', text: link[1] ?? '', to: link[2] ?? '' }
      if (part.startsWith('**')) return { kind: 'bold', text: part.slice(2, -2) }
      if (part.startsWith('`')) return { kind: 'code', text: part.slice(1, -1) }
      return { kind: 'plain', text: part }
    })
}

/** Where a text is found in articles: in titles first, then in what they say; `inTitle` may know more ways, such as pinyin. */
export function findArticles(
  articles: readonly Article[],
  text: string,
  inTitle: (title: string, text: string) => boolean = () => false,
): Article[] {
  const asked = text.trim().toLowerCase()
  if (asked === '') return [...articles]
  const ranked = articles.flatMap((article) => {
    if (article.title.toLowerCase().includes(asked) || inTitle(article.title, asked)) return [{ article, rank: 0 }]
    return article.text.toLowerCase().includes(asked) ? [{ article, rank: 1 }] : []
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ article }) => article)
}
