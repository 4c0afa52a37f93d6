import { Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { usePinyin } from '../platform/i18n/use-pinyin.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { ArticleText } from './ArticleText.tsx'
import { findArticles } from './article.ts'
import styles from './help.module.css'
import { useArticles } from './use-articles.ts'
import { useHelpWords } from './words.ts'

/** The article of what changed of late, which is of no page. */
const newsSlug = 'whats-new'

/** The article of a page, the search over all of them, and each that is chosen. */
export default function HelpContent({ page, isOpen }: { page: string; isOpen: boolean }) {
  const say = useHelpWords()
  const articles = useArticles(isOpen)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | undefined>(page)
  const inTitle = usePinyin(text)
  if (articles === undefined) return <Skeleton active />
  const article = articles.find(({ slug }) => slug === chosen)
  const found = findArticles(articles, text, inTitle)
  const isSearching = text.trim() !== '' || chosen === undefined
  return (
    <>
      <Input.Search
        allowClear
        aria-label={say('search')}
        placeholder={say('search')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {isSearching ? (
        <>
          <p className={styles.count} role="status">
            {say('found', { count: found.length })}
          </p>
          {found.length === 0 && <EmptyState title={say('none')} says={say('none_says')} />}
          <ul className={styles.found}>
            {found.map(({ slug, title }) => (
              <li key={slug}>
                <Button
                  type="link"
                  onClick={() => {
                    setChosen(slug)
                    setText('')
                  }}
                >
                  {title}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <h2 className={styles.title}>{article?.title ?? say('no_article')}</h2>
          {article && <ArticleText text={article.text} />}
          <Elsewhere {...{ page, chosen, onChoose: setChosen }} />
        </>
      )}
    </>
  )
}

/** Where else to read on. */
function Elsewhere({
  page,
  chosen,
  onChoose,
}: {
  page: string
  chosen: string
  onChoose: (slug: string | undefined) => void
}) {
  const say = useHelpWords()
  const ways = [
    { slug: undefined, title: say('all') },
    { slug: newsSlug, title: say('news') },
    { slug: page, title: say('this_page') },
  ].filter(({ slug }) => slug !== chosen)
  return (
    <p className={styles.elsewhere}>
      {ways.map(({ slug, title }) => (
        <Button key={title} type="link" style={{ padding: 0 }} onClick={() => onChoose(slug)}>
          {title}
        </Button>
      ))}
    </p>
  )
}
