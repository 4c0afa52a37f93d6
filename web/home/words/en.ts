import type { words as zhCn } from './zh-cn.ts'

/** The words of Home. */
export const words: Record<keyof typeof zhCn, string> = {
  title: 'Home',
  greeting: 'Hello, {{name}}',
}
