import { useQuery } from '@tanstack/react-query'
import { colleaguesQuery } from '../history/use-actor-name.ts'
import { paths } from '../paths.ts'
import { usePinyin } from '../platform/i18n/use-pinyin.ts'
import { useMay } from '../platform/session.ts'
import { fits } from './typed.ts'

const most = 6

/** Who works here by a part of their name, or by its pinyin; for who may open them. */
export function useStaffFound(typed: string): { id: string; name: string; to: string }[] {
  const may = useMay()
  const text = typed.trim()
  const inPinyin = usePinyin(text)
  const isAsked = text !== '' && may('access.read')
  const { data } = useQuery({ ...colleaguesQuery, enabled: isAsked })
  if (!isAsked || data === undefined) return []
  return data.items
    .filter(({ name }) => fits(text, [name]) || inPinyin(name, text))
    .slice(0, most)
    .map(({ id, name }) => ({ id, name, to: paths.settings('staff', `?open=${id}`) }))
}
