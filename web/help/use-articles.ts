import { useQuery } from '@tanstack/react-query'
import { type Language, useDevice } from '../platform/device.ts'
import { type Article, parseArticle } from './article.ts'

const files: Record<Language, () => Promise<{ files: Record<string, string> }>> = {
  'zh-CN': () => import('./articles/zh-cn.ts'),
  en: () => import('./articles/en.ts'),
}

/** Every article in the language that is spoken now; loaded when the help is first opened. */
export function useArticles(isWanted: boolean): Article[] | undefined {
  const { language } = useDevice()
  return useQuery({
    queryKey: ['help', language],
    queryFn: async () => {
      const { files: found } = await files[language]()
      return Object.entries(found)
        .map(([path, markdown]) => parseArticle(/([^/]+)\.md$/.exec(path)?.[1] ?? path, markdown))
        .sort((a, b) => a.title.localeCompare(b.title, language))
    },
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  }).data
}
