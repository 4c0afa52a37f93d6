import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { usePlatformWords } from '../words.ts'

/** A short text as it is, with a button that copies it. (Ant Design's Typography has it too, but brings 30 kB to every first load.) */
export function CopyableCode({ children }: { children: string }) {
  const say = usePlatformWords()
  const [isCopied, setIsCopied] = useState(false)
  return (
    <>
      <code>{children}</code>
      <Button
        type="text"
        size="small"
        icon={isCopied ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={say(isCopied ? 'copied' : 'copy')}
        onClick={() => void navigator.clipboard.writeText(children).then(() => setIsCopied(true))}
      />
    </>
  )
}
