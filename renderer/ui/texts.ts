import { defineTexts } from './i18n.ts';

export const texts = defineTexts('ui', {
  en: {
    close: 'Close',
    notifications: 'Notifications',
    resize: 'Resize',
  },
  fr: {
    close: 'Fermer',
    notifications: 'Notifications',
    resize: 'Redimensionner',
  },
});
