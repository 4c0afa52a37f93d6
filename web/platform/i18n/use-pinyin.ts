import { useQuery } from '@tanstack/react-query'

/** Whether letters are the pinyin of a part of Chinese words, whole or by first letters; loaded when letters are typed. */
export function usePinyin(text: string): (title: string, asked: string) => boolean {
  const { data } = useQuery({
    queryKey: ['pinyin'],
    queryFn: async () => (await import('pinyin-pro')).match,
    enabled: /^[a-z\s]+$/i.test(text),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (title, asked) => data !== undefined && data(title, asked.replaceAll(' ', ''), { continuous: true }) !== null
}
