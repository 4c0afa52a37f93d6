import { ArrowDownOutlined, ArrowUpOutlined, PushpinFilled, PushpinOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, InputNumber, Popover } from 'antd'
import { useState } from 'react'
import { changeColumn, columnWidths, moveColumn, type PlacedColumn } from '../../list/columns.ts'
import { usePlatformWords } from '../../words.ts'
import styles from './controls.module.css'

type Menu<Row> = {
  columns: readonly PlacedColumn<Row>[]
  onChange: (columns: PlacedColumn<Row>[]) => void
  onReset: () => void
}

/** Which columns a list has, in which order, how wide, and which of them stay at the left. */
export function ColumnMenu<Row>(menu: Menu<Row>) {
  const say = usePlatformWords()
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={<ColumnList {...menu} />}
      title={
        <div className={styles.between}>
          {say('columns')}
          <Button size="small" type="link" onClick={menu.onReset}>
            {say('columns_reset')}
          </Button>
        </div>
      }
    >
      <Button icon={<TableOutlined />} aria-label={say('columns')} />
    </Popover>
  )
}

function ColumnList<Row>({ columns, onChange }: Menu<Row>) {
  const say = usePlatformWords()
  const [dragged, setDragged] = useState<string>()
  const move = (key: string, to: number) => onChange(moveColumn(columns, key, to))
  return (
    <ul className={styles.columns}>
      {columns.map(({ key, title, width, isFixed, isHidden, isFrozen }, index) => (
        <li
          key={key}
          draggable
          onDragStart={() => setDragged(key)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={() => dragged !== undefined && move(dragged, index)}
        >
          <Checkbox
            checked={!isHidden}
            disabled={isFixed === true}
            onChange={({ target }) => onChange(changeColumn(columns, key, { isHidden: !target.checked }))}
          >
            {title}
          </Checkbox>
          <span className={styles.tools}>
            <InputNumber
              size="small"
              controls={false}
              value={width}
              min={columnWidths.least}
              max={columnWidths.most}
              step={10}
              aria-label={say('column_width', { title })}
              onChange={(wanted) => wanted !== null && onChange(changeColumn(columns, key, { width: wanted }))}
            />
            <Button
              size="small"
              type="text"
              icon={isFrozen ? <PushpinFilled /> : <PushpinOutlined />}
              aria-pressed={isFrozen}
              aria-label={say('column_freeze', { title })}
              onClick={() => onChange(changeColumn(columns, key, { isFrozen: !isFrozen }))}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={say('column_up', { title })}
              onClick={() => move(key, index - 1)}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              disabled={index === columns.length - 1}
              aria-label={say('column_down', { title })}
              onClick={() => move(key, index + 1)}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
