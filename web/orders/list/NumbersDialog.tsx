import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { usePlatformWords } from '../../platform/words.ts'
import { keepNumbers } from './kept-numbers.ts'
import { pastedNumbers } from './order-view.ts'
import { useOrderListWords } from './words.ts'

/** As many as the API looks up at once. */
export const mostNumbers = 500

/** Takes up to 500 numbers, however they were pasted; answers the key under which they are kept. `pasted` stands in it at first. */
export function NumbersDialog({
  pasted = '',
  onFind,
  onClose,
}: {
  pasted?: string
  onFind: (key: string) => void
  onClose: () => void
}) {
  const say = useOrderListWords()
  const sayPlatform = usePlatformWords()
  const [typed, setTyped] = useState(pasted)
  const numbers = pastedNumbers(typed)
  const isTooMany = numbers.length > mostNumbers
  const find = () => {
    if (numbers.length > 0 && !isTooMany) onFind(keepNumbers(numbers))
  }
  return (
    <Modal
      open
      title={say('numbers')}
      okText={say('numbers_find')}
      cancelText={sayPlatform('cancel')}
      okButtonProps={{ disabled: numbers.length === 0 || isTooMany }}
      onOk={find}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item
          label={say('numbers_label')}
          extra={say('numbers_says')}
          {...(isTooMany && { validateStatus: 'error', help: say('numbers_too_many', { count: numbers.length }) })}
        >
          <Input.TextArea
            autoFocus
            rows={8}
            aria-label={say('numbers_label')}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && find()}
          />
        </Form.Item>
      </Form>
      <span className="figure">{say('numbers_count', { count: numbers.length })}</span>
    </Modal>
  )
}
