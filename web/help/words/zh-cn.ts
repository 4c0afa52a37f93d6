/** The words around the help. */
export const words = {
  help: '帮助',
  help_open: '打开这一页的帮助（F1）',
  search: '搜索帮助（可用拼音）',
  all: '全部文章',
  news: '新功能',
  this_page: '这一页',
  none: '没有找到',
  none_says: '换一个词再试，或者看看全部文章。',
  no_article: '这一页还没有帮助文章。',
  found: '找到 {{count}} 篇',
  tour: '功能导览',
}
