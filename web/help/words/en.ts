import type { words as zhCn } from './zh-cn.ts'

/** The words around the help. */
export const words: Record<Exclude<keyof typeof zhCn, 'found'>, string> & Record<`found_${'one' | 'other'}`, string> = {
  help: 'Help',
  help_open: 'Help for this page (F1)',
  search: 'Search the help',
  all: 'All articles',
  news: 'What is new',
  this_page: 'This page',
  none: 'Nothing found',
  none_says: 'Try another word, or browse all articles.',
  no_article: 'This page has no article yet.',
  found_one: '{{count}} article',
  found_other: '{{count}} articles',
  tour: 'Tour',
}
