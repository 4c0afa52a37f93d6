import { FontSizeOutlined, GlobalOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { type DeviceSettings, setDevice, useDevice, useIsDark, useIsNarrow } from '../platform/device.ts'
import { useAppWords } from './words.ts'

const languageNames = { 'zh-CN': '中文', en: 'English' } as const
const themes = ['system', 'light', 'dark'] as const
const densities = ['comfortable', 'compact'] as const

/** Language, theme and density, each switched at once. */
export function ViewMenu() {
  const say = useAppWords()
  const { language, theme, density } = useDevice()
  const isDark = useIsDark()
  const isNarrow = useIsNarrow()
  const nextLanguage = language === 'en' ? 'zh-CN' : 'en'
  return (
    <>
      {!isNarrow && (
        <Button
          type="text"
          icon={<GlobalOutlined />}
          lang={nextLanguage}
          onClick={() => setDevice({ language: nextLanguage })}
        >
          {languageNames[nextLanguage]}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          multiple: true,
          selectedKeys: [`language:${language}`, `theme:${theme}`, `density:${density}`],
          onClick: ({ key }) => {
            const [setting, value] = key.split(':')
            setDevice({ [setting as string]: value } as Partial<DeviceSettings>)
          },
          items: [
            ...(isNarrow ? [group('language', say('language'), Object.entries(languageNames))] : []),
            group(
              'theme',
              say('theme'),
              themes.map((each) => [each, say(`theme_${each}`)]),
            ),
            group(
              'density',
              say('density'),
              densities.map((each) => [each, say(`density_${each}`)]),
            ),
          ],
        }}
      >
        <Button type="text" aria-label={say('look')} icon={isDark ? <MoonOutlined /> : <SunOutlined />} />
      </Dropdown>
    </>
  )
}

function group(setting: string, label: string, choices: readonly (readonly [string, string])[]) {
  return {
    key: setting,
    type: 'group' as const,
    label: (
      <>
        {setting === 'density' && <FontSizeOutlined />} {label}
      </>
    ),
    children: choices.map(([value, words]) => ({ key: `${setting}:${value}`, label: words })),
  }
}
