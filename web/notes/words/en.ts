/** The words of notes that colleagues write. */
export const words = {
  notes: 'Notes',
  notes_none: 'No notes yet. Write what colleagues should know.',
  note_write: 'Write a note',
  note_hint: '@ mentions a colleague, Ctrl+Enter saves',
  note_save: 'Save note',
  note_empty: 'Write something first',
  note_saved: 'Note saved',
}
