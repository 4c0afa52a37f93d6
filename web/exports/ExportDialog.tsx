import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Checkbox, Form, Modal, Radio, Select } from 'antd'
import type { getExportContract } from '../../src/exports/contract.ts'
import type { AnswerOf } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import { useExportWords } from './words.ts'

const purposes = ['delivery', 'service', 'payment', 'fraud_check', 'legal', 'other'] as const

/** How a file is asked for. */
export type ExportWish = {
  format: 'csv' | 'xlsx'
  fullFor: (typeof purposes)[number] | null
  /** Of the other rows that it can have. */
  isOther: boolean
}

/** An export that was begun. */
export type StartedExport = AnswerOf<typeof getExportContract>

type Dialog = {
  /** How many rows, in words. */
  count: string
  /** The titles of the columns. */
  columns: readonly string[]
  /** Other rows that a file can have than those of the list. */
  otherRows?: { title: string; says: string } | undefined
  /** What a column has otherwise than the list. */
  note?: string | undefined
  /** What whole contacts need; undefined where no column has any. */
  fullPermission: string | undefined
  start: (wish: ExportWish) => Promise<StartedExport>
  onStarted: (exportId: string) => void
  onClose: () => void
}

type Given = { format: 'csv' | 'xlsx'; isOther?: boolean; isFull: boolean; purpose?: ExportWish['fullFor'] }

/** Asks in which form a list is taken out, and begins it. */
export function ExportDialog({ count, columns, otherRows, note, fullPermission, start, onStarted, onClose }: Dialog) {
  const say = useExportWords()
  const sayPlatform = usePlatformWords()
  const told = useProblemWords()
  const queryClient = useQueryClient()
  const [form] = Form.useForm<Given>()
  const isFull = Form.useWatch('isFull', form) === true
  const isOther = Form.useWatch('isOther', form) === true
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ format, isOther = false, isFull, purpose }: Given) =>
      start({ format, isOther, fullFor: isFull ? (purpose ?? null) : null }),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['/exports'] })
      onStarted(id)
    },
  })
  return (
    <Modal
      open
      title={say('export_title', { count })}
      okText={say('start')}
      cancelText={sayPlatform('cancel')}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>
        {isOther ? otherRows?.says : say('export_says', { columns: columns.join(', ') })}
        {!isOther && note !== undefined && <> {note}</>}
      </p>
      <Form form={form} layout="vertical" initialValues={{ format: 'xlsx', isFull: false }} onFinish={mutate}>
        <Form.Item name="format" label={say('format')}>
          <Radio.Group
            options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: say(`format_${value}`) }))}
            vertical
          />
        </Form.Item>
        {otherRows !== undefined && (
          <Form.Item name="isOther" label={say('rows')} initialValue={false}>
            <Radio.Group
              options={[
                { value: false, label: say('rows_shown') },
                { value: true, label: otherRows.title },
              ]}
              vertical
            />
          </Form.Item>
        )}
        {fullPermission !== undefined && <FullContacts permission={fullPermission} isFull={isFull} />}
      </Form>
      {error !== null && <Alert type="error" showIcon role="alert" title={told(error).text} />}
    </Modal>
  )
}

function FullContacts({ permission, isFull }: { permission: string; isFull: boolean }) {
  const say = useExportWords()
  const may = useMay()
  return (
    <>
      <Form.Item name="isFull" valuePropName="checked" extra={may(permission) ? say('full_says') : say('full_not')}>
        <Checkbox disabled={!may(permission)}>{say('full')}</Checkbox>
      </Form.Item>
      {isFull && (
        <Form.Item name="purpose" label={say('purpose')} rules={[{ required: true, message: say('purpose_needed') }]}>
          <Select
            options={purposes.map((value) => ({
              value,
              label: say(value === 'other' ? 'purpose_else' : `purpose_${value}`),
            }))}
          />
        </Form.Item>
      )}
    </>
  )
}
