import { DownOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, type MenuProps } from 'antd'
import { useState } from 'react'
import type { changeViewContract, removeViewContract } from '../../src/workspace/contract.ts'
import { call } from '../platform/call.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import { SaveViewDialog } from './SaveViewDialog.tsx'
import { type SavedView, useSavedViews, type ViewContent } from './saved-views.ts'
import { useWorkspaceWords } from './words.ts'

type Views = {
  list: string
  /** The view that is open; undefined: none. */
  viewId: string | undefined
  /** What the list shows now, and whether that is other than what the view holds. */
  content: ViewContent
  isChanged: boolean
  hasText: boolean
  onOpen: (view: SavedView | undefined) => void
}

/** Opens, keeps, shares and removes views of a list. */
export function SavedViews(views: Views) {
  const { list, viewId, content, isChanged, hasText, onOpen } = views
  const say = useWorkspaceWords()
  const items = useSavedViews(list) ?? []
  const open = items.find(({ id }) => id === viewId)
  const [dialog, setDialog] = useState<'new' | 'edit'>()
  const acts = useViewActs(views, open)
  const entries = (some: readonly SavedView[]) => some.map(({ id, name }) => ({ key: id, label: name }))
  const [own, shared] = [items.filter(({ isOwn }) => isOwn), items.filter(({ isOwn }) => !isOwn)]
  const menu: MenuProps['items'] = [
    { key: 'none', label: say('view_plain') },
    ...(own.length > 0 ? [{ type: 'group' as const, label: say('views_own'), children: entries(own) }] : []),
    ...(shared.length > 0 ? [{ type: 'group' as const, label: say('views_shared'), children: entries(shared) }] : []),
    { type: 'divider' },
    { key: 'new', label: say('view_save_new') },
    ...(open?.mayChange
      ? [
          { key: 'update', label: say('view_update', { name: open.name }), disabled: !isChanged },
          { key: 'edit', label: say('view_edit') },
          { key: 'delete', danger: true, label: say('view_delete', { name: open.name }) },
        ]
      : []),
    { key: 'link', label: say('view_link') },
  ]
  const onClick = ({ key }: { key: string }) => {
    if (key === 'new' || key === 'edit') setDialog(key)
    else if (key === 'update') acts.update()
    else if (key === 'delete') acts.remove()
    else if (key === 'link') acts.copyLink()
    else onOpen(items.find(({ id }) => id === key))
  }
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: menu, onClick, selectedKeys: [viewId ?? 'none'] }}>
        <Button aria-label={`${say('views')}: ${open?.name ?? say('view_plain')}`}>
          {open?.name ?? say('views')}
          {open !== undefined && isChanged && ` · ${say('view_changed')}`} <DownOutlined />
        </Button>
      </Dropdown>
      {dialog !== undefined && (
        <SaveViewDialog
          list={list}
          view={dialog === 'edit' ? open : undefined}
          content={dialog === 'edit' && open !== undefined ? open.content : content}
          hasText={hasText}
          onDone={(saved) => {
            setDialog(undefined)
            if (saved !== undefined) onOpen(saved)
          }}
        />
      )}
    </>
  )
}

function useViewActs({ list, content, onOpen }: Views, open: SavedView | undefined) {
  const say = useWorkspaceWords()
  const sayPlatform = usePlatformWords()
  const told = useProblemWords()
  const { message, modal } = App.useApp()
  const queryClient = useQueryClient()
  const done = (words: string) => {
    void queryClient.invalidateQueries({ queryKey: ['/saved-views', list] })
    void message.success(words)
  }
  const onError = (error: unknown) => void message.error(told(error).text)
  const { mutate: change } = useMutation({
    mutationFn: ({ id, name, isShared, version }: SavedView) =>
      call<typeof changeViewContract>('PUT', `/saved-views/${id}`, { name, isShared, content }, { version }),
    onSuccess: (saved) => {
      done(say('view_saved'))
      onOpen(saved)
    },
    onError,
  })
  const { mutate: remove } = useMutation({
    mutationFn: ({ id, version }: SavedView) =>
      call<typeof removeViewContract>('DELETE', `/saved-views/${id}`, undefined, { version }),
    onSuccess: () => {
      done(say('view_deleted'))
      onOpen(undefined)
    },
    onError,
  })
  return {
    update: () => open && change(open),
    remove: () => {
      if (open === undefined) return
      modal.confirm({
        title: say('view_delete', { name: open.name }),
        content: say('view_delete_says'),
        okButtonProps: { danger: true },
        onOk: () => remove(open),
      })
    },
    copyLink: () =>
      void navigator.clipboard.writeText(location.href).then(() => message.success(sayPlatform('copied')), onError),
  }
}
