import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { paths } from '../paths.ts'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'

/** What can be done with the chosen work. */
export function SelectionBar({ chosen, onClear }: { chosen: readonly string[]; onClear: () => void }) {
  const say = useWorkWords()
  const go = useGo()
  return (
    <section className={styles.selection} aria-label={say('selected', { count: chosen.length })}>
      <strong>{say('selected', { count: chosen.length })}</strong>
      <Button icon={<PrinterOutlined />} onClick={() => go(paths.printWork('picking', chosen))}>
        {say('print_picking')}
      </Button>
      <Button icon={<PrinterOutlined />} onClick={() => go(paths.printWork('slip', chosen))}>
        {say('print_slips')}
      </Button>
      <Button type="text" onClick={onClear}>
        {say('clear_selection')}
      </Button>
    </section>
  )
}
