import { PageLink } from '../platform/ui/PageLink.tsx'
import { blocksOf, outsidePages, spansOf } from './article.ts'
import styles from './help.module.css'

/** What an article says. */
export function ArticleText({ text }: { text: string }) {
  return (
    <div className={styles.article}>
      {keyed(blocksOf(text)).map(([key, block]) => {
        if (block.kind === 'heading') return <h3 key={key}>{block.text}</h3>
        if (block.kind === 'text')
          return (
            <p key={key}>
              <Line text={block.text} />
            </p>
          )
        const items = block.items.map((item) => (
          <li key={item}>
            <Line text={item} />
          </li>
        ))
        return block.isNumbered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>
      })}
    </div>
  )
}

function Line({ text }: { text: string }) {
  return keyed(spansOf(text)).map(([key, span]) => {
    if (span.kind === 'bold') return <strong key={key}>{span.text}</strong>
    if (span.kind === 'code') return <code key={key}>{span.text}</code>
    if (span.kind === 'link' && outsidePages.includes(span.to)) {
      return (
        <a key={key} href={span.to}>
          {span.text}
        </a>
      )
    }
    if (span.kind === 'link')
      return (
        <PageLink key={key} to={span.to}>
          {span.text}
        </PageLink>
      )
    return span.text
  })
}

/** Parts of a text never move: their place is their key. */
function keyed<Part>(parts: readonly Part[]): [string, Part][] {
  return parts.map((part, place) => [String(place), part])
}
