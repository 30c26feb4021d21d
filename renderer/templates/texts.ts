import { defineTexts } from '../ui/i18n.ts';

export const texts = defineTexts('templates', {
  en: {
    title: 'New from a template',
    description: 'Each runs as it is, on data that comes with it: change it step by step into your own.',
    list: 'Templates',
    empty: 'No templates are there.',
    failed: 'The templates could not be read',
    picture: 'The pipeline “{name}”, drawn',
  },
  fr: {
    title: 'Nouveau à partir d’un modèle',
    description: 'Chacun fonctionne tel quel, avec ses données : faites-en le vôtre pas à pas.',
    list: 'Modèles',
    empty: 'Il n’y a pas de modèles.',
    failed: 'Les modèles n’ont pas pu être lus',
    picture: 'Le pipeline « {name} », dessiné',
  },
});
