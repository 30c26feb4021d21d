import { defineTexts } from '../ui/i18n.ts';

export const texts = defineTexts('grid', {
  en: {
    sortBy: 'Sort by {name}',
    resizeColumn: 'Resize column {name}',
  },
  fr: {
    sortBy: 'Trier par {name}',
    resizeColumn: 'Redimensionner la colonne {name}',
  },
});
