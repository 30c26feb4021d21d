import { defineTexts } from './i18n.ts';

export const texts = defineTexts('ui', {
  en: {
    close: 'Close',
    notSet: 'Not set',
    notifications: 'Notifications',
    resize: 'Resize',
    showSuggestions: 'Show suggestions',
  },
  fr: {
    close: 'Fermer',
    notSet: 'Non défini',
    notifications: 'Notifications',
    resize: 'Redimensionner',
    showSuggestions: 'Afficher les suggestions',
  },
});
