import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleOf, blocksOf, findArticles, parseArticle, spansOf } from './article.ts'

test('a page has the article of its address', () => {
  assert.deepEqual(['/', '/orders', '/orders/$orderId', '/settings/dead-letters'].map(articleOf), [
    'home',
    'orders',
    'orders-one',
    'settings-dead-letters',
  ])
})

test('an article is a title and blocks; what goes on is of the item before', () => {
  const { title, text } = parseArticle('x', '# Title\n\nSome\nwords.\n\n## Part\n\n1. one\n2. two\n   more\n\n- a\n')
  assert.equal(title, 'Title')
  assert.deepEqual(blocksOf(text), [
    { kind: 'text', text: 'Some words.' },
    { kind: 'heading', text: 'Part' },
    { kind: 'list', isNumbered: true, items: ['one', 'two more'] },
    { kind: 'list', isNumbered: false, items: ['a'] },
  ])
})

test('a line has bold words, code and links', () => {
  assert.deepEqual(spansOf('a **b** `c` [d](/e)!'), [
    { kind: 'plain', text: 'a ' },
    { kind: 'bold', text: 'b' },
    { kind: 'plain', text: ' ' },
    { kind: 'code', text: 'c' },
    { kind: 'plain', text: ' ' },
    { kind: 'link', text: 'd', to: '/e' },
    { kind: 'plain', text: '!' },
  ])
})

test('titles are found before texts', () => {
  const articles = [
    { slug: 'a', title: '设置', text: '这里说到订单。' },
    { slug: 'b', title: '订单', text: '' },
    { slug: 'c', title: '审计', text: '' },
  ]
  const found = (text: string, inTitle?: (title: string) => boolean) =>
    findArticles(articles, text, inTitle).map(({ slug }) => slug)
  assert.deepEqual(found('订单'), ['b', 'a'])
  assert.deepEqual(
    found('shenji', (title) => title === '审计'),
    ['c'],
  )
  assert.deepEqual(found(' '), ['a', 'b', 'c'])
})
