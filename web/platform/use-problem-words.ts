import { useTranslation } from 'react-i18next'
import { Refusal } from '../doors/page/call.ts'

/** What went wrong, in words, with what somebody may tell who runs the shop's server. */
export type ToldProblem = { text: string; field: string | undefined; id: string | undefined }

/** Says in words what was refused, or that something unforeseen happened. */
export function useProblemWords(): (error: unknown) => ToldProblem {
  const { t, i18n } = useTranslation('problems')
  return (error) => {
    if (!(error instanceof Refusal))
      return { text: t('unforeseen', { code: nameOf(error) }), field: undefined, id: undefined }
    const key = error.status >= 500 && !i18n.exists(error.code, { ns: 'problems' }) ? 'server_fault' : error.code
    const known = i18n.exists(key, { ns: 'problems' })
    const facts = Object.fromEntries(Object.entries(error.facts).map(([name, fact]) => [name, String(fact)]))
    return {
      text: known ? t(key, facts) : t('unforeseen', { code: error.code }),
      field: error.field,
      id: error.status >= 500 ? error.requestId : undefined,
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
