/** Every article in Chinese, by its file. */
export const files = import.meta.glob<string>('../../../docs/help/zh-cn/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
})
