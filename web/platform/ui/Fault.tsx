import { Alert, Button, Space } from 'antd'
import { useProblemWords } from '../use-problem-words.ts'
import { usePlatformWords } from '../words.ts'
import { CopyableCode } from './CopyableCode.tsx'

/** Tells in the page's place what could not be read, with the id to copy and a way to try again. */
export function Fault({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const say = usePlatformWords()
  const { text, id } = useProblemWords()(error)
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={text}
      description={
        id !== undefined && (
          <>
            {say('fault_id')} <CopyableCode>{id}</CopyableCode>
          </>
        )
      }
      action={
        onRetry && (
          <Space>
            <Button size="small" onClick={onRetry}>
              {say('retry')}
            </Button>
          </Space>
        )
      }
    />
  )
}
