import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MailRefused } from './message.ts'
import { composeMessage, namesIn, wordsOf } from './template.ts'
import { type Language, type TemplateName, type TemplateWords, templates } from './templates.ts'

const languages = Object.keys(wordsOf) as Language[]
const names = Object.keys(templates) as TemplateName[]
const allWords = ({ subject, before, action, after }: TemplateWords) => [subject, ...before, action ?? '', ...after]
const namesOf = (words: TemplateWords) => [...new Set(allWords(words).flatMap(namesIn))].sort()

const given = {
  to: 'li@example.com',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  link: 'https://orders.example.com/invitation#a-b_c',
  values: { merchant: '西湖茶叶', invitedBy: '王小明', validUntil: new Date('2026-03-04T07:30:00Z') },
} as const

describe('the words of messages', () => {
  for (const language of languages) {
    it(`are there in ${language} for every template, with its names and no other`, () => {
      assert.deepEqual(Object.keys(wordsOf[language]).sort(), [...names].sort())
      for (const name of names) assert.deepEqual(namesOf(wordsOf[language][name]), [...templates[name]].sort(), name)
    })

    it(`have no brace left over in ${language}`, () => {
      const left = names
        .flatMap((name) => allWords(wordsOf[language][name]))
        .join('\n')
        .replace(/\{\w+\}/g, '')
      assert.doesNotMatch(left, /[{}]/)
    })
  }

  it('have a link in every language or in none', () => {
    for (const name of names) {
      const linked = languages.map((language) => (wordsOf[language][name] as TemplateWords).action !== undefined)
      assert.equal(new Set(linked).size, 1, name)
    }
  })
})

describe('a composed message', () => {
  it('is plain text and HTML, with moments in its language and zone', () => {
    const { subject, text, html, link, to } = composeMessage('invitation', given)
    assert.equal(to, 'li@example.com')
    assert.equal(subject, '王小明邀请您加入西湖茶叶')
    assert.match(text, /2026年3月4日 15:30 \(Asia\/Shanghai\)/)
    assert.match(text, /\n接受邀请:\nhttps:\/\/orders\.example\.com\/invitation#a-b_c\n\n/)
    assert.match(html, /<html lang="zh-CN">/)
    assert.match(html, /<a href="https:\/\/orders\.example\.com\/invitation#a-b_c">接受邀请<\/a>/)
    assert.equal(link, given.link)
    const english = composeMessage('invitation', { ...given, language: 'en', timeZone: 'Europe/London' })
    assert.match(english.text, /4 March 2026|March 4, 2026/)
    assert.match(english.text, /Accept the invitation:\n/)
  })

  it('shows in HTML what a value holds, and does not obey it', () => {
    const merchant = `<b onclick="x">"Tea" & 'more'</b> {invitedBy} $& {link}`
    const { html, text, subject } = composeMessage('invitation', { ...given, values: { ...given.values, merchant } })
    assert.match(
      html,
      /&lt;b onclick=&quot;x&quot;&gt;&quot;Tea&quot; &amp; &#39;more&#39;&lt;\/b&gt; \{invitedBy\} \$&amp; \{link\}/,
    )
    assert.doesNotMatch(html, /<b /)
    assert.ok(text.includes(merchant))
    assert.ok(subject.includes(merchant))
  })

  it('has no line, header or direction that a value brings in', () => {
    const invitedBy = '王\r\nBcc: everyone@example.com\r\n\r\n\u2028x\u202ey\u0000z'
    const { html, text, subject } = composeMessage('invitation', { ...given, values: { ...given.values, invitedBy } })
    const oneLine = '王 Bcc: everyone@example.com x y z'
    assert.equal(subject, `${oneLine}邀请您加入西湖茶叶`)
    for (const each of [html, text]) assert.ok(each.includes(`${oneLine}邀请`))
  })

  for (const link of [
    'javascript:alert(1)',
    'orders.example.com',
    '/invitation',
    'https://a:b@example.com',
    'data:text/html,x',
    '',
  ]) {
    it(`has no link like ${JSON.stringify(link)}`, () =>
      assert.throws(() => composeMessage('invitation', { ...given, link }), /http or https address/))
  }

  it('escapes what a link holds', () => {
    const { html } = composeMessage('invitation', { ...given, link: `https://example.com/?a="><script>&b='` })
    assert.match(html, /href="https:\/\/example\.com\/\?a=%22%3E%3Cscript%3E&amp;b=%27"/)
  })

  it('goes to one address', () => {
    assert.throws(() => composeMessage('invitation', { ...given, to: 'a@b, c@d' }), MailRefused)
  })
})
