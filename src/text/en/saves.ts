/** Keeping progress: saving, exporting, importing, and what can go wrong. */
export const save = {
  exported: 'Your progress is in the file {{file}}.',
  exportText: 'Or keep this text somewhere safe.',
  importHint: 'Choose a file, or paste the text here.',
  imported: 'Progress imported: {{stars}}.',
  importAsk: 'Replace your progress ({{mine}}) with this one ({{theirs}})?',
  importKept: 'Nothing was changed.',
  eraseAsk: 'Erase all stars and settings on this computer? This cannot be undone.',
  erased: 'Progress erased.',
  'button.replace': 'Replace',
  'button.keep': 'Keep mine',
  'button.erase': 'Erase',
  'button.paste': 'Import text',
  'button.file': 'Choose file',
  'button.rescue': 'Download it',
  'error.empty': 'There is nothing in it.',
  'error.notJson': 'This is not a save: it cannot be read as one. Your progress is unchanged.',
  'error.notSave': 'This is a file, but not a save of this game. Your progress is unchanged.',
  'error.shape': 'This save is damaged at {{path}}. Your progress is unchanged.',
  'error.checksum': 'This save is damaged: its checksum does not fit. Your progress is unchanged.',
  'error.newer':
    'This save comes from a newer version of the game. Update, then try again. Your progress is unchanged.',
  'error.tooLarge': 'This file is too large to be a save. Your progress is unchanged.',
  'error.unreadable': 'The file could not be read. Your progress is unchanged.',
  'stored.corrupt':
    'Your stored progress is damaged. It is kept, and you can download it. A fresh start begins beside it.',
  'stored.older': 'The newest save is damaged, so the one before it was used.',
  'stored.newer':
    'Your stored progress comes from a newer version of the game. It is left untouched, and this session is not stored.',
  'stored.refused': 'This browser does not let the game store progress here. Export it before you leave.',
  'stored.full': 'The browser’s storage is full. Export your progress before you leave.',
  'stored.otherTab': 'Another tab has saved progress. The better result of each level is kept.',
} as const;
