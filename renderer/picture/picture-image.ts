import type { Picture } from './pipeline-picture.ts';

/** The address under which an image shows a picture. As an image it can neither run nor load anything. */
export function pictureAddress({ svg }: Pick<Picture, 'svg'>): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/** Chromium draws on no canvas that is larger, px. */
const sideMax = 16_000;
const areaMax = 120_000_000;

/** How many times its size a picture can be drawn: `wanted`, or less where it would be too large. */
export function drawableScale({ width, height }: Pick<Picture, 'width' | 'height'>, wanted: number): number {
  return Math.min(wanted, sideMax / width, sideMax / height, Math.sqrt(areaMax / (width * height)));
}

/** A picture as PNG in base64, drawn by the page at `scale` times its size. Rejects where it cannot be drawn. */
export async function picturePng(picture: Picture, page: Document, scale = 2): Promise<string> {
  const image = page.createElement('img');
  image.src = pictureAddress(picture);
  await image.decode();
  const factor = drawableScale(picture, scale);
  const canvas = page.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * factor));
  canvas.height = Math.max(1, Math.round(picture.height * factor));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the picture cannot be drawn here');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const address = canvas.toDataURL('image/png');
  return address.slice(address.indexOf(',') + 1);
}
