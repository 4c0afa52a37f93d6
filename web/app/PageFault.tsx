import { Button } from 'antd'
import { Refusal } from '../doors/page/call.ts'
import { CopyableCode } from '../platform/ui/CopyableCode.tsx'
import { PageNotice } from '../platform/ui/PageNotice.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'

/** A page that could not be drawn: what it was, with an id to copy, and how to go on. The frame around it still works. */
export function PageFault({ error }: { error: unknown }) {
  const say = usePlatformWords()
  const { text } = useProblemWords()(error)
  const isRefusal = error instanceof Refusal
  const id = (isRefusal ? error.requestId : undefined) ?? faultId(error)
  return (
    <PageNotice title={say('fault_title')} says={isRefusal ? text : say('fault_of_page')}>
      <p>
        {say('fault_id')} <CopyableCode>{id}</CopyableCode>
      </p>
      <Button type="primary" onClick={() => location.reload()}>
        {say('reload')}
      </Button>
    </PageNotice>
  )
}

/** The same fault at the same place has the same id, so that it can be found again. */
function faultId(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error)
  let hash = 5381
  for (let at = 0; at < text.length; at += 1) hash = ((hash << 5) + hash + text.charCodeAt(at)) >>> 0
  return `${location.pathname} ${hash.toString(36)}`
}
