import { defineTexts } from '../ui/i18n.ts';

/** Words for going on with a query, and for beginning again. */
export const checkpointTexts = defineTexts('checkpoint', {
  en: {
    cancel: 'Cancel',
    notNow: 'Not now',
    tryAgain: 'Try again',
    close: 'Close',
    afresh: 'Start afresh',
    afreshMore: 'Start afresh…',
    resume: 'Resume',
    resumeAfter: 'Resume after batch {batch}',
    resumedOne: 'Resumed after batch {batch}',
    resumedFirst: 'Resumed at its first batch',
    resumedMany: 'Resumed {number} queries',
    resumedNote:
      'Batch numbers, state and results go on from there; rows, files and batches are counted from the start of this run.',
    resumedTable: 'A result table shows everything again from the next micro-batch on.',
    resumedChoice: 'To read everything again instead, choose Start afresh in the menu beside Run.',
    place: 'The query goes on {place}.',
    placeOfQuery: 'Query “{query}” goes on {place}.',
    placeBatch: 'after batch {batch}',
    placeFirst: 'with its first batch, which was not finished',
    placeSaved: 'saved {time}',
    placeWatermark: 'watermark {time}',
    afreshTitle: 'Start afresh?',
    afreshDetail:
      'Everything is read again from the beginning. The old checkpoint, and what a file sink has written, are set aside under another name; nothing is deleted. Run alone resumes instead.',
    inUseTitle: 'The checkpoint is in use',
    inUseDetail:
      'Another run is at work with it, here or in another program. Two at once would count rows twice. Stop the other one, then try again.',
    damagedTitle: 'The checkpoint is damaged',
    damagedDetail:
      'The query cannot go on from it: what was kept cannot be read any more. Starting afresh reads everything again from the beginning; the damaged checkpoint, and what a file sink has written, are set aside under another name, and nothing is deleted.',
    otherTitle: 'The query cannot go on from its checkpoint',
    otherDetail:
      'What was kept does not fit the pipeline as it is now. Undo the change to resume where it stopped, or start afresh: everything is read again from the beginning. The old checkpoint, and what a file sink has written, are set aside under another name; nothing is deleted.',
    allQueries: 'A start afresh is for all queries of the pipeline.',
    died: 'The engine ended by itself',
    diedMemory: 'The engine ran out of memory',
    diedDetail:
      'It was started again. The run it had is over; your pipeline is untouched. What was written down until then is safe.',
    folderNeeded: 'A file sink needs a checkpoint folder',
    folderNeededDetail:
      'There the query keeps its place, so that after a stop or a crash each row is still written exactly once.',
    folderSet: 'Set one and run',
    folderSaveFirst: 'Save the pipeline and run',
    folderFix: 'Use “{folder}”',
    folderFixSave: 'Save the pipeline and set it',
  },
  fr: {
    cancel: 'Annuler',
    notNow: 'Pas maintenant',
    tryAgain: 'Réessayer',
    close: 'Fermer',
    afresh: 'Repartir de zéro',
    afreshMore: 'Repartir de zéro…',
    resume: 'Reprendre',
    resumeAfter: 'Reprendre après le lot {batch}',
    resumedOne: 'Reprise après le lot {batch}',
    resumedFirst: 'Reprise à son premier lot',
    resumedMany: 'Reprise de {number} requêtes',
    resumedNote:
      'Les numéros de lot, l’état et les résultats continuent à partir de là ; les lignes, les fichiers et les lots sont comptés depuis le début de cette exécution.',
    resumedTable: 'Une table de résultats montre de nouveau tout à partir du prochain micro-lot.',
    resumedChoice: 'Pour tout relire, choisissez Repartir de zéro dans le menu à côté d’Exécuter.',
    place: 'La requête continue {place}.',
    placeOfQuery: 'La requête « {query} » continue {place}.',
    placeBatch: 'après le lot {batch}',
    placeFirst: 'par son premier lot, qui n’était pas terminé',
    placeSaved: 'enregistré le {time}',
    placeWatermark: 'filigrane au {time}',
    afreshTitle: 'Repartir de zéro ?',
    afreshDetail:
      'Tout est relu depuis le début. L’ancien checkpoint et ce qu’un puits fichiers a écrit sont mis de côté sous un autre nom ; rien n’est supprimé. Exécuter, au contraire, reprend.',
    inUseTitle: 'Le checkpoint est en cours d’utilisation',
    inUseDetail:
      'Une autre exécution s’en sert, ici ou dans un autre programme. Deux à la fois compteraient des lignes en double. Arrêtez l’autre, puis réessayez.',
    damagedTitle: 'Le checkpoint est endommagé',
    damagedDetail:
      'La requête ne peut pas continuer : ce qui avait été gardé n’est plus lisible. Repartir de zéro relit tout depuis le début ; le checkpoint endommagé et ce qu’un puits fichiers a écrit sont mis de côté sous un autre nom, et rien n’est supprimé.',
    otherTitle: 'La requête ne peut pas continuer depuis son checkpoint',
    otherDetail:
      'Ce qui a été gardé ne correspond plus au pipeline actuel. Annulez la modification pour reprendre là où la requête s’est arrêtée, ou repartez de zéro : tout est relu depuis le début. L’ancien checkpoint et ce qu’un puits fichiers a écrit sont mis de côté sous un autre nom ; rien n’est supprimé.',
    allQueries: 'Repartir de zéro vaut pour toutes les requêtes du pipeline.',
    died: 'Le moteur s’est arrêté de lui-même',
    diedMemory: 'Le moteur a manqué de mémoire',
    diedDetail:
      'Il a été relancé. L’exécution en cours est terminée ; votre pipeline est intact. Ce qui avait été noté jusque-là est conservé.',
    folderNeeded: 'Un puits fichiers exige un dossier de checkpoint',
    folderNeededDetail:
      'La requête y garde sa position : même après un arrêt ou une panne, chaque ligne est écrite exactement une fois.',
    folderSet: 'En définir un et exécuter',
    folderSaveFirst: 'Enregistrer le pipeline et exécuter',
    folderFix: 'Utiliser « {folder} »',
    folderFixSave: 'Enregistrer le pipeline et le définir',
  },
});
