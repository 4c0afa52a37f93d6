import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect } from 'react'
import { useDevice, useIsCalm, useIsDark } from '../platform/device.ts'
import { themeOf } from '../platform/theme.ts'

/** Language, theme and density for all that stands within; each changes at once, without loading anything again. */
export function Look({ children }: { children: ReactNode }) {
  const { language, density } = useDevice()
  const isDark = useIsDark()
  const isCalm = useIsCalm()
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  }, [isDark])
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={themeOf({ isDark, isCalm, density })}
      button={{ autoInsertSpace: false }}
    >
      <App message={{ maxCount: 3 }}>{children}</App>
    </ConfigProvider>
  )
}
