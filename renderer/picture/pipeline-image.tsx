import { useEffect, useMemo, useState } from 'react';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { Catalogue } from '../model/catalogue.ts';
import { useLanguage } from '../ui/i18n.ts';
import { loadFontCss } from './font-css.ts';
import { pictureAddress } from './picture-image.ts';
import type { PictureMarks } from './picture-marks.ts';
import { pipelinePicture } from './pipeline-picture.ts';
import { usePictureTheme } from './use-picture-theme.ts';

interface PipelineImageProps {
  readonly document: PipelineDocument;
  readonly catalogue: Catalogue;
  /** What the picture shows, in words. */
  readonly alt: string;
  readonly marks?: PictureMarks | undefined;
  readonly isThumbnail?: boolean;
  readonly margin?: number;
  readonly className?: string;
}

/** A pipeline as an image on the page, in the theme and language of the moment. */
export function PipelineImage({
  document,
  catalogue,
  alt,
  marks,
  isThumbnail = false,
  margin = 24,
  className,
}: PipelineImageProps) {
  const language = useLanguage();
  const theme = usePictureTheme();
  const fontCss = useFontCss();
  const picture = useMemo(() => {
    if (fontCss === null) return null;
    const options = { catalogue, language, theme, isThumbnail, margin, background: false, fontCss };
    return pipelinePicture(document, marks === undefined ? options : { ...options, marks });
  }, [document, catalogue, language, theme, isThumbnail, marks, margin, fontCss]);
  if (picture === null) return null;
  return (
    <img
      src={pictureAddress(picture)}
      width={picture.width}
      height={picture.height}
      alt={alt}
      draggable={false}
      className={className}
    />
  );
}

/** Null until the fonts are there. */
function useFontCss(): string | null {
  const [css, setCss] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    void loadFontCss().then((loaded) => {
      if (isShown) setCss(loaded);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return css;
}
