import { useBlocker } from '@tanstack/react-router'
import { App } from 'antd'
import { usePlatformWords } from './words.ts'

/** Asks before somebody leaves with changes that are not saved, by link, by going back or by closing the tab. */
export function useUnsavedGuard(isUnsaved: boolean): void {
  const { modal } = App.useApp()
  const say = usePlatformWords()
  useBlocker({
    disabled: !isUnsaved,
    enableBeforeUnload: isUnsaved,
    shouldBlockFn: async () =>
      !(await modal.confirm({
        title: say('unsaved_title'),
        content: say('unsaved_says'),
        okText: say('unsaved_leave'),
        okButtonProps: { danger: true },
        cancelText: say('unsaved_stay'),
      })),
  })
}
