/** The words of notes that colleagues write. */
export const words = {
  notes: '备注',
  notes_none: '还没有备注。写下同事需要知道的事。',
  note_write: '写备注',
  note_hint: '输入 @ 提到同事，Ctrl+Enter 保存',
  note_save: '保存备注',
  note_empty: '先写下内容',
  note_saved: '备注已保存',
}
