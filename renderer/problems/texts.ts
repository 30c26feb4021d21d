import { defineTexts } from '../ui/i18n.ts';

export const texts = defineTexts('problems', {
  en: {
    title: 'Problems',
    none: 'No problems',
    noneDetail:
      'The pipeline is ready to run. Mistakes in settings, wires and expressions show up here as you edit, and failures as it runs.',
    emptyDetail: 'Mistakes in settings, wires and expressions show up here as you draw.',
    wholePipeline: 'Pipeline',
    error: 'Error',
    warning: 'Warning',
    errorsOne: '1 error',
    errorsMany: '{number} errors',
    warningsOne: '1 warning',
    warningsMany: '{number} warnings',
    ofRun: 'Last run',
    ofQuery: 'Query “{query}”',
    malformedOne: '1 record did not fit the schema',
    malformedMany: '{number} records did not fit the schema',
    malformedHint:
      'The columns of such a record become null, or its row is dropped, as the schema’s mode says. First places:',
    goneNode: 'Removed node “{id}”',
    sparkClass: 'The error class with which Spark refuses the same thing',
  },
  fr: {
    title: 'Problèmes',
    none: 'Aucun problème',
    noneDetail:
      'Le pipeline est prêt à s’exécuter. Les erreurs de réglages, de liaisons et d’expressions apparaissent ici pendant l’édition, et les échecs pendant l’exécution.',
    emptyDetail: 'Les erreurs de réglages, de fils et d’expressions apparaissent ici à mesure que vous dessinez.',
    wholePipeline: 'Pipeline',
    error: 'Erreur',
    warning: 'Avertissement',
    errorsOne: '1 erreur',
    errorsMany: '{number} erreurs',
    warningsOne: '1 avertissement',
    warningsMany: '{number} avertissements',
    ofRun: 'Dernière exécution',
    ofQuery: 'Requête « {query} »',
    malformedOne: '1 enregistrement ne correspond pas au schéma',
    malformedMany: '{number} enregistrements ne correspondent pas au schéma',
    malformedHint:
      'Les colonnes d’un tel enregistrement deviennent nulles, ou sa ligne est écartée, selon le mode du schéma. Premiers emplacements :',
    goneNode: 'Nœud supprimé « {id} »',
    sparkClass: 'La classe d’erreur avec laquelle Spark refuse la même chose',
  },
});
