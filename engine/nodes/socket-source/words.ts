import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Socket',
  summary: 'Lines of text from a TCP connection',
  keywords: 'tcp network port netcat stream input',
  help: `Connects to a program that sends lines of UTF-8 text, for example nc -lk 9999, and gives a row a line in the column value. Start that program before the pipeline.

For tests and lessons: lines are not kept when the run ends, so a checkpoint cannot bring them back. It runs as a stream only.`,
  settings: {
    host: { label: 'Host', help: 'A name or an address: localhost.' },
    port: { label: 'Port' },
  },
};

const fr: NodeWords = {
  title: 'Socket',
  summary: 'Des lignes de texte venues d’une connexion TCP',
  keywords: 'tcp réseau port netcat entrée',
  help: `Se connecte à un programme qui envoie des lignes de texte UTF-8, par exemple nc -lk 9999, et donne une ligne par ligne de texte, dans la colonne value. Lancez ce programme avant le pipeline.

Pour les essais et les leçons : les lignes ne survivent pas à l’exécution, un checkpoint ne peut donc pas les rendre. La source ne fonctionne qu’en flux.`,
  settings: {
    host: { label: 'Hôte', help: 'Un nom ou une adresse : localhost.' },
    port: { label: 'Port' },
  },
};

export const words = { en, fr };
