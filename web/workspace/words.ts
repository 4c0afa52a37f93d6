import { useWords } from '../platform/i18n/use-words.ts'
import type { words } from './words/zh-cn.ts'

/** The words of how people arrange their lists. */
export const useWorkspaceWords = () => useWords<typeof words>('workspace')
