import { Typography } from 'antd'
import { useAccount } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useHomeWords } from './words.ts'

/** What needs me now. */
export default function HomePage() {
  const say = useHomeWords()
  const { name } = useAccount()
  return (
    <Page title={say('title')}>
      <Typography.Paragraph>{say('greeting', { name })}</Typography.Paragraph>
    </Page>
  )
}
