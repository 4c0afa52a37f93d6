import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { type ExportForm, type ExportTable, exportForms, writeTable } from '../export-table.ts'
import { saveFile } from '../save-file.ts'
import { useProblemWords } from '../use-problem-words.ts'
import { usePlatformWords } from '../words.ts'

/** Takes a list as it is shown out as a file. */
export function ExportButton({ name, table }: { name: string; table: ExportTable }) {
  const say = usePlatformWords()
  const problem = useProblemWords()
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  const write = async (form: ExportForm) => {
    setBusy(true)
    try {
      const file = await writeTable(table, form)
      saveFile(`${name}.${form}`, file.type, file)
    } catch (error) {
      void message.error(problem(error).text)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: exportForms.map((form) => ({ key: form, label: say(`export_${form}`) })),
        onClick: ({ key }) => void write(key as ExportForm),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={isBusy}>
        {say('export')}
      </Button>
    </Dropdown>
  )
}
