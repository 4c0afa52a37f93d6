import { needWords, useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

const area = needWords('workspace')

/** The words of how people arrange their lists. */
export const useWorkspaceWords = () => useWords<typeof words>(area)
