import { Button } from 'antd'
import { usePlatformWords } from '../words.ts'

/** Below a list of which there is more: reads on. */
export function MoreButton({
  list: { hasMore, readMore, isReading },
}: {
  list: { hasMore: boolean; readMore: () => void; isReading: boolean }
}) {
  const say = usePlatformWords()
  if (!hasMore) return null
  return (
    <Button block onClick={readMore} loading={isReading}>
      {say('read_more')}
    </Button>
  )
}
