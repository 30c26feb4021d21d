import type { Language } from '../../engine/base/errors/catalogue.ts';

/** Major version of Electron that releases are made with; a test holds it equal to what package.json installs. */
export const ELECTRON_MAJOR = 45;

/** A sentence for the user when the app runs on another major version of Electron than it is made for; else null. */
export function runtimeNote(running: string, language: Language): string | null {
  if (Number.parseInt(running, 10) === ELECTRON_MAJOR) return null;
  return language === 'fr'
    ? `L’application fonctionne avec Electron ${running}, un environnement prévu pour les tests\u00a0; les versions publiées utilisent Electron ${ELECTRON_MAJOR}.`
    : `The app runs on Electron ${running}, a runtime meant for tests; releases use Electron ${ELECTRON_MAJOR}.`;
}
