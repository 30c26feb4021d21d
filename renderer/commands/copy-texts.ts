import { defineTexts } from '../ui/i18n.ts';

export const copyTexts = defineTexts('copy', {
  en: {
    copy: 'Copy the selected cells',
    copied: 'Copied to the clipboard',
    notCopied: 'Nothing was copied',
    tooLong: 'The text is longer than the clipboard takes. Copy a part of it.',
  },
  fr: {
    copy: 'Copier les cellules sélectionnées',
    copied: 'Copié dans le presse-papiers',
    notCopied: 'Rien n’a été copié',
    tooLong: 'Le texte dépasse ce que le presse-papiers accepte. Copiez-en une partie.',
  },
});
