import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input, Modal, Typography } from 'antd'
import type { changeViewContract, createViewContract } from '../../src/workspace/contract.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import type { SavedView, ViewContent } from './saved-views.ts'
import { useWorkspaceWords } from './words.ts'

const longestName = 80

/** Asks what a view is called and who sees it, and keeps it. */
export function SaveViewDialog({
  list,
  view,
  content,
  hasText,
  onDone,
}: {
  list: string
  /** The one that is changed; undefined: a new one. */
  view: SavedView | undefined
  content: ViewContent
  hasText: boolean
  onDone: (saved: SavedView | undefined) => void
}) {
  const say = useWorkspaceWords()
  const sayPlatform = usePlatformWords()
  const may = useMay()
  const told = useProblemWords()
  const { message } = App.useApp()
  const queryClient = useQueryClient()
  const [form] = Form.useForm<{ name: string; isShared: boolean }>()
  const { mutate, isPending } = useMutation({
    mutationFn: (given: { name: string; isShared: boolean }) =>
      view === undefined
        ? call<typeof createViewContract>('POST', '/saved-views', { list, ...given, content })
        : call<typeof changeViewContract>('PUT', `/saved-views/${view.id}`, { ...given, content }, view),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['/saved-views', list] })
      void message.success(say('view_saved'))
      onDone(saved)
    },
    onError: (error) => form.setFields([{ name: 'name', errors: [told(error).text] }]),
  })
  const mayShare = may('workspace.share')
  return (
    <Modal
      open
      title={view === undefined ? say('view_save_new') : say('view_edit')}
      okText={sayPlatform('save')}
      cancelText={sayPlatform('cancel')}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={() => onDone(undefined)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: view?.name ?? '', isShared: view?.isShared ?? false }}
        onFinish={({ name, isShared }) => mutate({ name: name.trim(), isShared })}
      >
        <Form.Item
          name="name"
          label={say('view_name')}
          rules={[{ required: true, whitespace: true, message: say('view_name_needed') }]}
        >
          <Input autoFocus maxLength={longestName} />
        </Form.Item>
        <Form.Item name="isShared" valuePropName="checked" {...(!mayShare && { extra: say('view_share_not') })}>
          <Checkbox disabled={!mayShare}>{say('view_share')}</Checkbox>
        </Form.Item>
      </Form>
      {hasText && <Typography.Text type="secondary">{say('view_text_unkept')}</Typography.Text>}
    </Modal>
  )
}
