import { useBlocker } from '@tanstack/react-router'
import { App } from 'antd'
import { usePlatformWords } from './words.ts'

/**
 * Asks before somebody leaves with changes that are not saved, by link, by going back or by closing the tab. Where they can be saved on
 * the way, `save` is tried first. A change of the view on the same page is no leaving.
 */
export function useUnsavedGuard(isUnsaved: boolean, save?: () => Promise<void>): void {
  const { modal } = App.useApp()
  const say = usePlatformWords()
  useBlocker({
    disabled: !isUnsaved,
    enableBeforeUnload: isUnsaved,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname) return false
      if (save !== undefined && (await isSaved(save))) return false
      return !(await modal.confirm({
        title: say('unsaved_title'),
        content: say('unsaved_says'),
        okText: say('unsaved_leave'),
        okButtonProps: { danger: true },
        cancelText: say('unsaved_stay'),
      }))
    },
  })
}

async function isSaved(save: () => Promise<void>): Promise<boolean> {
  try {
    await save()
    return true
  } catch {
    return false
  }
}
