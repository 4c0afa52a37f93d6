/** Every article in English, by its file. */
export const files = import.meta.glob<string>('../../../docs/help/en/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
})
