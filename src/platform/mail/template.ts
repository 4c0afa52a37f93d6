// Messages are made from templates without logic: words with `{names}` in them, and the values that take their places.
import { isMailAddress } from './address.ts'
import { MailRefused, type Message } from './message.ts'
import type { Language, TemplateName, TemplateWords, templates } from './templates.ts'
import { words as english } from './words/en.ts'
import { words as chinese } from './words/zh-cn.ts'

/** The words of every template, by language. */
export const wordsOf = { 'zh-CN': chinese, en: english } as const satisfies Record<
  Language,
  Record<TemplateName, TemplateWords>
>

/** What a template is filled with. */
export type MessageValues<Name extends TemplateName> = {
  to: string
  language: Language
  /** IANA zone in which moments are told. */
  timeZone: string
  /** Text comes into the message as it is, on one line; a moment is told in the language and zone. */
  values: Readonly<Record<(typeof templates)[Name][number], string | Date>>
} & (Name extends 'test' ? { link?: never } : { link: string })

/**
 * Composes a message. Values are escaped in the HTML and cannot end a line; a link is an http or https address that the
 * program made.
 * @throws MailRefused for a receiver who is no single address; Error for a link that is none
 */
export function composeMessage<Name extends TemplateName>(name: Name, given: MessageValues<Name>): Message {
  const { to, language, timeZone, values } = given
  if (!isMailAddress(to)) throw new MailRefused('no address', 'the receiver is not one mail address')
  const words: TemplateWords = wordsOf[language][name]
  const texts = Object.entries<string | Date>(values).map(([key, value]) => {
    return [key, typeof value === 'string' ? oneLine(value) : moment(value, { language, timeZone })] as const
  })
  const plain = filler(new Map(texts))
  const escaped = filler(new Map(texts.map(([key, value]) => [key, escapeHtml(value)])))
  const link = given.link === undefined ? undefined : checkLink(given.link)
  const { subject, before, action, after } = words
  if ((action === undefined) !== (link === undefined)) throw new Error(`${name} and its link do not go together`)
  const paragraphs = (all: readonly string[]) => all.map((each) => `<p>${escaped(escapeHtml(each))}</p>`)
  const anchor =
    link === undefined || action === undefined
      ? []
      : [`<p><a href="${escapeHtml(link)}">${escapeHtml(action)}</a></p>`, `<p>${escapeHtml(link)}</p>`]
  const body = [...paragraphs(before), ...anchor, ...paragraphs(after)].join('\n')
  const textLink = link === undefined ? [] : [`${action}:\n${link}`]
  return {
    ...{ to, language },
    subject: plain(subject),
    text: `${[...before.map(plain), ...textLink, ...after.map(plain)].join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}">\n<meta charset="utf-8">\n<body>\n${body}\n</body>\n</html>\n`,
    ...(link !== undefined && { link }),
  }
}

/** A text on one line: what could break it, or turn the direction of what follows, becomes a space. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}

/** The names that words are to be filled with. */
export function namesIn(words: string): string[] {
  return [...words.matchAll(placeholder)].map(([, name]) => name as string)
}

const placeholder = /\{(\w+)\}/g

/** Puts values into words, once: what a value holds is never filled again. */
function filler(values: ReadonlyMap<string, string>): (words: string) => string {
  return (words) =>
    words.replace(placeholder, (_, name: string) => {
      const value = values.get(name)
      if (value === undefined) throw new Error(`the message has no ${name}`)
      return value
    })
}

function checkLink(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLink = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (!isLink) throw new Error('a link in a message is an http or https address')
  return url.href
}

function moment(at: Date, { language, timeZone }: { language: Language; timeZone: string }): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone })
  return `${format.format(at)} (${timeZone})`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
